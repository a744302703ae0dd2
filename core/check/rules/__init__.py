"""What a script may do wrong that its syntax tree shows: a function and a page for each rule."""
