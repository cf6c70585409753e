package io.karst.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares Karst with H2, SQLite and DuckDB side by side: each engine in its own JVM, one engine
 * working at a time, rounds interleaved, answers compared.
 */
public final class Peers {
  private static final double TOLERANCE = 1e-9;
  private static final int OPEN_ROUNDS = 3;
  private static final double MEGABYTE = 1024 * 1024;

  private final Options options;
  private final Path directory;
  private final Report report;
  private final PrintStream log;
  private final Map<EngineSpec, WorkerProcess> workers = new EnumMap<>(EngineSpec.class);

  private Peers(Options options, Path directory, PrintStream log) {
    this.options = options;
    this.directory = directory;
    this.report = new Report(options.engines());
    this.log = log;
  }

  /** Runs everything and prints the table; see {@link Options#USAGE}. */
  public static void main(String[] arguments) throws IOException {
    Options options = Options.parse(arguments);
    Path configured = options.directory();
    Path directory = configured == null ? Files.createTempDirectory("peers") : configured;
    Peers peers = new Peers(options, directory, System.err);
    try {
      peers.run();
      peers.report.print(System.out);
    } finally {
      deleteRecursively(directory);
    }
    if (peers.report.hasRemarks()) {
      System.exit(1);
    }
  }

  private void run() throws IOException {
    try {
      for (EngineSpec engine : options.engines()) {
        Path own = Files.createDirectories(directoryOf(engine));
        workers.put(
            engine,
            WorkerProcess.start(
                Worker.class,
                engine.name(),
                own.toString(),
                Integer.toString(options.rows()),
                Double.toString(options.seconds())));
        log.println("loading " + engine);
        Double rate = ask(engine, "load", "bulk insert");
        if (rate != null) {
          report.add("bulk insert", "/s", true, engine, rate);
        }
      }
      compareAnswers();
      measureAll();
      for (Map.Entry<EngineSpec, WorkerProcess> worker : workers.entrySet()) {
        EngineSpec engine = worker.getKey();
        WorkerProcess.Reply memory = worker.getValue().ask("memory");
        if (memory.error() == null) {
          report.add("peak heap", "MB", false, engine, memory.numbers().get(0));
          report.add("peak resident", "MB", false, engine, memory.numbers().get(1));
        }
      }
    } finally {
      for (WorkerProcess worker : workers.values()) {
        worker.close();
      }
    }
    for (EngineSpec engine : options.engines()) {
      report.add("disk after close", "MB", false, engine, size(directoryOf(engine)) / MEGABYTE);
    }
    measureOpening();
  }

  private Path directoryOf(EngineSpec engine) {
    return directory.resolve(engine.name().toLowerCase(Locale.ROOT));
  }

  private void compareAnswers() throws IOException {
    List<Measurement> measurements = Measurement.all();
    for (int i = 0; i < measurements.size(); i++) {
      Measurement measurement = measurements.get(i);
      if (!measurement.checked() || !measurement.name().contains(options.only())) {
        continue;
      }
      Double first = null;
      for (EngineSpec engine : options.engines()) {
        Double answer = ask(engine, "answer " + i, measurement.name());
        if (answer == null) {
          continue;
        }
        if (first == null) {
          first = answer;
        } else if (Math.abs(first - answer) > TOLERANCE * Math.abs(first)) {
          report.remark(
              "ANSWERS DIFFER: "
                  + measurement.name()
                  + ": "
                  + first
                  + " and "
                  + answer
                  + " of "
                  + engine);
        }
      }
    }
  }

  private void measureAll() throws IOException {
    List<Measurement> measurements = Measurement.all();
    for (int round = 0; round < options.rounds(); round++) {
      for (int i = 0; i < measurements.size(); i++) {
        Measurement measurement = measurements.get(i);
        if (!measurement.name().contains(options.only())) {
          continue;
        }
        log.println("round " + (round + 1) + ": " + measurement.name());
        for (EngineSpec engine : options.engines()) {
          Double value = ask(engine, "measure " + i + " " + round, measurement.name());
          if (value != null) {
            report.add(
                measurement.name(),
                measurement.unit(),
                measurement.higherIsBetter(),
                engine,
                value);
          }
        }
      }
    }
  }

  private void measureOpening() throws IOException {
    for (int round = 0; round < OPEN_ROUNDS; round++) {
      for (EngineSpec engine : options.engines()) {
        long start = System.nanoTime();
        WorkerProcess.Reply reply;
        try (WorkerProcess probe =
            WorkerProcess.start(OpenProbe.class, engine.name(), directoryOf(engine).toString())) {
          reply = probe.reply();
        }
        if (reply.error() != null) {
          report.remark("FAILED: open, " + engine + ": " + reply.error());
          continue;
        }
        report.add("open + first query", "ms", false, engine, reply.numbers().get(0));
        report.add("whole process for it", "ms", false, engine, (System.nanoTime() - start) / 1e6);
      }
    }
  }

  private @Nullable Double ask(EngineSpec engine, String command, String name) throws IOException {
    WorkerProcess worker = workers.get(engine);
    if (worker == null) {
      return null;
    }
    WorkerProcess.Reply reply = worker.ask(command);
    if (reply.error() != null) {
      report.remark("FAILED: " + name + ", " + engine + ": " + reply.error());
      return null;
    }
    return reply.numbers().get(0);
  }

  private static long size(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void deleteRecursively(Path directory) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
