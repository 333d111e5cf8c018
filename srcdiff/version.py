"""The version, apart so that no stage has to import the package itself."""

__version__ = "0.1.0"
