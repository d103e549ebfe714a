"""The dataset as people load it: tables, files and packages, all made from the JSON Lines."""
