"""The files of the package that a person gets: one module per format."""
