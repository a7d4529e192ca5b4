// Prints a graph file as graphology reads it, as JSON: node read_graph.cjs FILE.
const fs = require('fs');
const { MultiDirectedGraph } = require('graphology');

const path = process.argv[2];
const parse = require(path.endsWith('.gexf') ? 'graphology-gexf'
                                             : 'graphology-graphml').parse;
const graph = parse(MultiDirectedGraph, fs.readFileSync(path, 'utf8'),
                    { allowUndeclaredAttributes: false });
console.log(JSON.stringify({
  nodes: graph.mapNodes((id, attributes) => ({ id, attributes })),
  edges: graph.mapEdges((id, attributes, source, target) =>
      ({ id, source, target, attributes })),
}));
