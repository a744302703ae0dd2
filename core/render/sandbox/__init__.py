"""What a job process is put into before it runs a script: each step by its name, each failure an OSError."""
