"""Only for addresses such as http://[::1]/, which urllib.parse would check with it."""
