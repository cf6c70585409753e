package io.karst.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a measurement on one engine: answers first, then a warm-up, then the clock. */
final class Runner {
  private static final int ANSWERS = 200;
  private static final double WARM_UP_SHARE = 0.5;

  private final EngineSpec engine;
  private final Path directory;
  private final int rows;
  private final long measureNanos;

  Runner(EngineSpec engine, Path directory, int rows, double seconds) {
    this.engine = engine;
    this.directory = directory;
    this.rows = rows;
    this.measureNanos = (long) (seconds * 1e9);
  }

  /** Sum of what the first operations read; the same for every engine. */
  double answer(Measurement measurement) throws SQLException {
    int count = measurement.unit().equals("ms") ? 3 : ANSWERS;
    try (Connection connection = engine.connect(directory);
        Workload workload = measurement.workload().create(engine, connection, rows)) {
      double sum = 0;
      long random = 1;
      for (int i = 0; i < count; i++) {
        random = Numbers.next(random);
        sum += workload.operate(random);
      }
      return sum;
    }
  }

  /** The measured value in the measurement's unit. */
  double measure(Measurement measurement, int round)
      throws SQLException, InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(measurement.threads());
    try {
      List<Callable<Double>> tasks = new ArrayList<>();
      for (int i = 0; i < measurement.threads(); i++) {
        long seed = Numbers.next(round * 1000L + i);
        tasks.add(() -> operationsPerSecond(measurement, seed));
      }
      double rate = 0;
      for (Future<Double> future : pool.invokeAll(tasks)) {
        rate += future.get();
      }
      return inUnit(measurement, rate);
    } finally {
      pool.shutdownNow();
    }
  }

  private static double inUnit(Measurement measurement, double rate) {
    return switch (measurement.unit()) {
      case "us" -> 1e6 / rate;
      case "ms" -> 1e3 / rate;
      default -> rate;
    };
  }

  private double operationsPerSecond(Measurement measurement, long seed) throws SQLException {
    try (Connection connection = engine.connect(directory);
        Workload workload = measurement.workload().create(engine, connection, rows)) {
      long random = run(workload, seed, (long) (measureNanos * WARM_UP_SHARE)).last();
      Progress progress = run(workload, random, measureNanos);
      return progress.operations() * 1e9 / progress.nanos();
    }
  }

  private record Progress(long operations, long nanos, long last) {}

  private static Progress run(Workload workload, long seed, long nanos) throws SQLException {
    long random = seed;
    long operations = 0;
    long start = System.nanoTime();
    long elapsed = 0;
    while (elapsed < nanos) {
      random = Numbers.next(random);
      workload.operate(random);
      operations += workload.operations();
      elapsed = System.nanoTime() - start;
    }
    return new Progress(operations, elapsed, random);
  }
}
