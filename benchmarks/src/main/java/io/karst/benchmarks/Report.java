package io.karst.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects values of all rounds and prints medians with the first engine's ratio to each peer. */
final class Report {
  private final List<EngineSpec> engines;
  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();

  private record Row(
      String unit, boolean higherIsBetter, EnumMap<EngineSpec, List<Double>> values) {}

  Report(List<EngineSpec> engines) {
    this.engines = List.copyOf(engines);
  }

  /** Adds the value of one round. */
  void add(String name, String unit, boolean higherIsBetter, EngineSpec engine, double value) {
    rows.computeIfAbsent(
            name, key -> new Row(unit, higherIsBetter, new EnumMap<>(EngineSpec.class)))
        .values()
        .computeIfAbsent(engine, key -> new ArrayList<>())
        .add(value);
  }

  /** Adds a line below the table: a failure or answers that differ. */
  void remark(String text) {
    remarks.add(text);
  }

  /** Whether anything went wrong. */
  boolean hasRemarks() {
    return !remarks.isEmpty();
  }

  /** Prints a Markdown table. A ratio above 1 means that the first engine is better. */
  void print(PrintStream out) {
    StringBuilder head = new StringBuilder(String.format("| %-28s | unit |", "work"));
    for (EngineSpec engine : engines) {
      head.append(String.format(" %12s |", name(engine)));
    }
    for (EngineSpec peer : engines.subList(1, engines.size())) {
      head.append(String.format(" x %s |", name(peer)));
    }
    out.println(head);
    out.println(head.toString().replaceAll("[^|]", "-"));
    rows.forEach((name, row) -> out.println(line(name, row)));
    out.println("x peer: how many times better " + name(engines.get(0)) + " is (medians).");
    remarks.forEach(out::println);
    out.flush();
  }

  private String line(String name, Row row) {
    StringBuilder line = new StringBuilder(String.format("| %-28s | %-4s |", name, row.unit()));
    for (EngineSpec engine : engines) {
      Double median = median(row, engine);
      line.append(
          median == null
              ? String.format(" %12s |", "-")
              : String.format(Locale.ROOT, " %,12.2f |", median));
    }
    Double own = median(row, engines.get(0));
    for (EngineSpec peer : engines.subList(1, engines.size())) {
      Double other = median(row, peer);
      int width = 2 + name(peer).length();
      if (own == null || other == null || own == 0 || other == 0) {
        line.append(String.format(" %" + width + "s |", "-"));
      } else {
        double ratio = row.higherIsBetter() ? own / other : other / own;
        line.append(String.format(Locale.ROOT, " %" + width + ".2f |", ratio));
      }
    }
    return line.toString();
  }

  private static @Nullable Double median(Row row, EngineSpec engine) {
    List<Double> values = row.values().get(engine);
    if (values == null) {
      return null;
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String name(EngineSpec engine) {
    return engine.name().toLowerCase(Locale.ROOT);
  }
}
