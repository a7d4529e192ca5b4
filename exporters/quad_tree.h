// Barnes and Hut's quadtree (Nature 1986): the pull of many far bodies as that
// of one. Private to the layout.
#pragma once

#include <cstdint>
#include <vector>

#include "exporters/sink.h"

namespace kg {

class QuadTree {
 public:
  // Bodies at the same place share a leaf.
  void Build(const std::vector<Position>& positions,
             const std::vector<double>& masses);

  // The sum over all other bodies of mass / distance, away from them.
  // Thread-safe.
  Position Repulsion(const Position& at) const;

 private:
  struct Cell {
    double x = 0, y = 0;  // sum of mass * place, then centre of mass
    double mass = 0;
    double width = 0;
    int32_t child[4] = {-1, -1, -1, -1};
    bool leaf = true;
  };
  // A cell as it is walked: each before those below it.
  struct Stop {
    double x = 0, y = 0;  // centre of mass
    double mass = 0;
    double square = 0;  // of the width; of a leaf less than of any distance
    uint32_t next = 0;  // the first one that is not below it
  };
  void Insert(const Position& at, double mass);
  void LineUp();

  std::vector<Cell> cells_;
  std::vector<Stop> stops_;
  double left_ = 0, bottom_ = 0, width_ = 0;
};

}  // namespace kg
