// kg query 'MATCH …': rows of the graph that match a pattern.

#include <rapidjson/document.h>
#include <unistd.h>

#include <iostream>
#include <iterator>
#include <memory>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/query_run.h"

namespace kg {
namespace {

constexpr char kExamples[] =
    "The query is the argument, the file of --file, or what comes on standard\n"
    "input. The language is explained in docs/kgq.md.\n"
    "\n"
    "Examples:\n"
    "  kg query 'MATCH (c:Place)-[:bans]->(o {name: \"Orbitel\"}) RETURN "
    "c.name'\n"
    "  kg query --param who=Orbitel --format jsonl \\\n"
    "    'MATCH (s)-[d:denies]->(t) WHERE t.name = $who RETURN s.name'\n"
    "  kg query --explain 'MATCH (p:Person)-[:MADE]->(c) RETURN count(c)'\n";

struct Arguments {
  std::string query;
  std::string file;
  QueryArguments of_query;
  std::string format = "table";
  std::vector<std::string> parameters;
  bool explain = false;
  bool profile = false;
};

struct QueryText {
  std::string name;  // for errors
  std::string text;
};

Result<QueryText> ReadQuery(const Arguments& arguments) {
  if (!arguments.file.empty()) {
    constexpr size_t kMostBytes = 1 << 24;
    KG_ASSIGN(std::string text, ReadFile(arguments.file, kMostBytes));
    return QueryText{arguments.file, std::move(text)};
  }
  if (!arguments.query.empty() && arguments.query != "-") {
    return QueryText{"query", arguments.query};
  }
  std::string text((std::istreambuf_iterator<char>(std::cin)),
                   std::istreambuf_iterator<char>());
  return QueryText{"standard input", std::move(text)};
}

Value ValueOf(const rapidjson::Value& json) {
  switch (json.GetType()) {
    case rapidjson::kFalseType:
    case rapidjson::kTrueType:
      return Value::Boolean(json.GetBool());
    case rapidjson::kNumberType:
      return json.IsInt64() ? Value::Integer(json.GetInt64())
                            : Value::Float(json.GetDouble());
    case rapidjson::kStringType:
      return Value::String({json.GetString(), json.GetStringLength()});
    case rapidjson::kArrayType: {
      ValueList list;
      for (const auto& element : json.GetArray()) {
        list.push_back(ValueOf(element));
      }
      return Value::List(std::move(list));
    }
    case rapidjson::kObjectType: {
      ValueMap map;
      for (const auto& member : json.GetObject()) {
        map[{member.name.GetString(), member.name.GetStringLength()}] =
            ValueOf(member.value);
      }
      return Value::Map(std::move(map));
    }
    default:
      return Value();
  }
}

// JSON, or else the text itself.
Value ParameterValue(const std::string& text) {
  constexpr size_t kMostBrackets = 200;  // chosen: recursion's bound
  size_t brackets = 0;
  for (const char c : text) brackets += c == '[' || c == '{';
  rapidjson::Document json;
  if (brackets <= kMostBrackets) {
    json.Parse<rapidjson::kParseFullPrecisionFlag>(text.data(), text.size());
    if (!json.HasParseError()) return ValueOf(json);
  }
  return Value::String(text);
}

Result<QueryParameters> Parameters(const std::vector<std::string>& given) {
  QueryParameters parameters;
  for (const std::string& one : given) {
    const size_t equals = one.find('=');
    if (equals == 0 || equals == std::string::npos) {
      return Status::InvalidInput("--param '" + one + "': expected name=value");
    }
    parameters[one.substr(0, equals)] = ParameterValue(one.substr(equals + 1));
  }
  return parameters;
}

int Run(const Arguments& arguments) {
  const CancelToken* cancel = InstallSignalHandlers();
  const Result<QueryText> query = ReadQuery(arguments);
  if (!query.ok()) return Fail(query.status());
  Result<QueryParameters> parameters = Parameters(arguments.parameters);
  if (!parameters.ok()) {
    PrintError(parameters.status().message());
    return kWrongCommand;
  }
  const Result<OpenedGraph> opened = OpenGraph(arguments.of_query);
  if (!opened.ok()) return Fail(opened.status());
  QueryRequest request;
  request.name = query->name;
  request.text = query->text;
  request.parameters = std::move(*parameters);
  request.format = *RowFormatOf(arguments.format);
  request.explain = arguments.explain;
  request.profile = arguments.profile;
  request.options = OptionsOf(arguments.of_query, cancel);
  return RunQueryRequest(*opened->graph, std::move(request));
}

}  // namespace

Command AddQuery(CLI::App* kg) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* app = kg->add_subcommand("query", "rows that match a pattern");
  app->footer(kExamples);
  app->add_option("QUERY", arguments->query, "the query; -: standard input");
  AddQueryArguments(app, &arguments->of_query);
  app->add_option("--file,-f", arguments->file, "a file with the query")
      ->type_name("FILE")
      ->excludes("QUERY");
  app->add_option("--format", arguments->format,
                  "table, csv, tsv, json or jsonl")
      ->type_name("NAME")
      ->check(CLI::IsMember(RowFormatNames()))
      ->capture_default_str();
  app->add_option("--param,-p", arguments->parameters,
                  "a parameter's value, as JSON or as text")
      ->type_name("NAME=VALUE")
      ->allow_extra_args(false);
  app->add_flag("--explain", arguments->explain, "show the plan, run nothing");
  app->add_flag("--profile", arguments->profile,
                "run, then show rows and time of the plan's parts");
  return {app, [arguments] { return Run(*arguments); }};
}

}  // namespace kg
