"""The inbox: reports come in by paste, file, folder or address; first a dry run that writes nothing, then they are kept."""
