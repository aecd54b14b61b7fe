"""Names, words and numbers as people write and read them.

names    names as people write them, as a key that can be compared
words    the words of a heading or a name, comparable however they were typed
numbers  the number that a reader sees in a value
raw      values that are not ready for a reader
"""
