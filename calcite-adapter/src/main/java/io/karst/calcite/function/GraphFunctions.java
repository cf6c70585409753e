package io.karst.calcite.function;

/** Placeholder until the next file. */
public final class GraphFunctions {
  private GraphFunctions() {}

  static void register(FunctionTable table) {}
}
