package io.karst.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Command line of {@link Peers}.
 *
 * @param rows rows of the table
 * @param seconds measured time of each cell and round
 * @param rounds interleaved rounds; the median is reported
 * @param only part of the names of the measurements to run, or empty
 * @param directory where the databases are made, or null for a temporary one
 */
record Options(
    int rows,
    double seconds,
    int rounds,
    List<EngineSpec> engines,
    String only,
    @Nullable Path directory) {

  static final String USAGE =
      "Options: --rows n (500000) --seconds s (2) --rounds n (3) --engines karst,h2,sqlite,duckdb"
          + " --only part-of-a-name --dir directory";

  static Options parse(String[] arguments) {
    Options options = new Options(500_000, 2, 3, Arrays.asList(EngineSpec.values()), "", null);
    for (int i = 0; i < arguments.length; i += 2) {
      if (i + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[i] + " needs a value. " + USAGE);
      }
      options = options.with(arguments[i], arguments[i + 1]);
    }
    return options;
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--rows" ->
          new Options(Integer.parseInt(value), seconds, rounds, engines, only, directory);
      case "--seconds" ->
          new Options(rows, Double.parseDouble(value), rounds, engines, only, directory);
      case "--rounds" ->
          new Options(rows, seconds, Integer.parseInt(value), engines, only, directory);
      case "--engines" -> new Options(rows, seconds, rounds, engines(value), only, directory);
      case "--only" -> new Options(rows, seconds, rounds, engines, value, directory);
      case "--dir" -> new Options(rows, seconds, rounds, engines, only, Path.of(value));
      default -> throw new IllegalArgumentException("Unknown option " + name + ". " + USAGE);
    };
  }

  private static List<EngineSpec> engines(String names) {
    return Arrays.stream(names.split(",", -1))
        .map(name -> EngineSpec.valueOf(name.toUpperCase(Locale.ROOT)))
        .toList();
  }
}
