"""The pieces that cli.py is made of: the commands, what they print, and the files they read and write."""
