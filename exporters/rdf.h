// RDF that keeps who said what (docs/rdf.md): schema.org, PROV-O, Web
// Annotation and terms of our own. A plain fact is a statement; every relation
// is also described, as rdf:Statement, with its marks and evidence. What is
// only reported, negated or planned is described alone. In N-Quads and TriG a
// description stands in a graph of its own, named like it.
#pragma once

#include <memory>

#include "exporters/export.h"

namespace kg {

std::unique_ptr<Sink> MakeNTriplesSink(SinkOptions options);
std::unique_ptr<Sink> MakeTurtleSink(SinkOptions options);
std::unique_ptr<Sink> MakeNQuadsSink(SinkOptions options);
std::unique_ptr<Sink> MakeTriGSink(SinkOptions options);

}  // namespace kg
