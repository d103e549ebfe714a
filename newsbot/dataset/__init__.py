"""The store of records: durable JSON Lines."""
