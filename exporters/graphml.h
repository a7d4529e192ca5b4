// GraphML (http://graphml.graphdrawing.org) as Gephi opens it without a click,
// and as NetworkX, igraph, Cytoscape and graphology read it: positions, sizes
// and colours of nodes, an edge for each kind of fact.
#pragma once

#include <memory>

#include "exporters/export.h"

namespace kg {

std::unique_ptr<Sink> MakeGraphMlSink(SinkOptions options);

}  // namespace kg
