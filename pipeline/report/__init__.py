"""What people look at: tables, JSON lists, progress."""
