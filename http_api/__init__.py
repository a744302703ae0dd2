"""The pieces that api.py is made of: who may ask, what a body must hold, what is answered."""
