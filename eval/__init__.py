"""What Runut reads right, measured on reports that were coded by hand; see README.md."""
