"""Pages that were kept: files and folders, with what is known of where and when each was fetched."""
