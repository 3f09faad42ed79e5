"""A thousand French mails as they arrive at a school, each with what is to be read in it.

They are made anew from a seed wherever they are needed; nobody and nothing in them is real.
"""
