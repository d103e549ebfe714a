"""Pages that lie on disk: files, folders, manifests."""
