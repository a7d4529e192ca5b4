// A made-up model folder of a few kilobytes, for tests of reading one and of
// what must hold whatever the weights are.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace kg {

struct TinyTensor {
  std::vector<size_t> shape;
  std::vector<float> values;
};

// A safetensors file of F32 tensors.
std::string SafetensorsBytes(const std::map<std::string, TinyTensor>& tensors);

struct TinyModel {
  std::map<std::string, TinyTensor> tensors;
  std::map<std::string, std::string> numbers;  // of config.json, as JSON
  std::string labels;                          // labels.json
  std::string vocabulary;                      // vocab.txt
};

// Random weights (always the same): 2 layers of width 32, 24 positions, windows
// of 16 pieces, at most 4 pieces a word.
TinyModel MakeTinyModel();

// Writes the folder, whose config.json agrees with the other files.
void WriteModel(const TinyModel& model, const std::string& folder);

// A new folder for this test, empty.
std::string MakeTestFolder(const std::string& name);

// Replaces or writes one file of bytes.
void WriteBytes(const std::string& path, const std::string& bytes);

}  // namespace kg
