"""Who is in the demo: two agencies, their clients and their people. All of them are made up."""

from callboard.demo.cast.lumen import LUMEN
from callboard.demo.cast.northwind import NORTHWIND

HOUSES = (NORTHWIND, LUMEN)

__all__ = ["HOUSES", "LUMEN", "NORTHWIND"]
