"""What every service stands on: one transaction, its outbox, four eyes, who reads."""
