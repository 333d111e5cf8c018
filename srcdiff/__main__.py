"""Run srcdiff as ``python -m srcdiff``."""

from srcdiff.cli import main

if __name__ == "__main__":
    main()
