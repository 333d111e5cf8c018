"""The commands of the command line beside the plain comparison, one a module."""
