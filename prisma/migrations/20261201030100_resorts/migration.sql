-- Towns where visitors stay and no facility stands: a list can begin there, by distance.
ALTER TYPE "place_kind" ADD VALUE 'resort';
