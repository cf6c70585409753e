package io.karst.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;

/**
 * The JVM of one engine. It reads a command a line and answers each with one line: {@code OK
 * numbers} or {@code ERROR text}.
 *
 * <pre>
 * load              OK rows-per-second
 * answer i          OK sum
 * measure i round   OK value
 * memory            OK heap-MB resident-MB
 * </pre>
 */
final class Worker {
  private static final double MEGABYTE = 1024 * 1024;

  private final EngineSpec engine;
  private final Path directory;
  private final int rows;
  private final Runner runner;

  private Worker(EngineSpec engine, Path directory, int rows, double seconds) {
    this.engine = engine;
    this.directory = directory;
    this.rows = rows;
    this.runner = new Runner(engine, directory, rows, seconds);
  }

  /**
   * Serves commands until the input ends.
   *
   * @param arguments engine, directory, rows, seconds
   */
  public static void main(String[] arguments) throws IOException, SQLException {
    Worker worker =
        new Worker(
            EngineSpec.valueOf(arguments[0]),
            Path.of(arguments[1]),
            Integer.parseInt(arguments[2]),
            Double.parseDouble(arguments[3]));
    PrintStream out = System.out;
    try (Connection keepOpen = worker.engine.connect(worker.directory);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      String line = in.readLine();
      while (line != null && !keepOpen.isClosed()) {
        out.println(worker.answerTo(line));
        out.flush();
        line = in.readLine();
      }
    }
  }

  private String answerTo(String line) {
    try {
      return "OK " + execute(line.split(" ", -1));
    } catch (SQLException | ExecutionException | IOException | RuntimeException | LinkageError e) {
      return "ERROR " + String.valueOf(e.getMessage()).replace('\n', ' ');
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "ERROR interrupted";
    }
  }

  private String execute(String[] words)
      throws SQLException, InterruptedException, ExecutionException, IOException {
    return switch (words[0]) {
      case "load" -> Double.toString(load());
      case "answer" -> Double.toString(runner.answer(measurement(words)));
      case "measure" ->
          Double.toString(runner.measure(measurement(words), Integer.parseInt(words[2])));
      case "memory" -> peakHeap() + " " + peakResident();
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static Measurement measurement(String[] words) {
    return Measurement.all().get(Integer.parseInt(words[1]));
  }

  private double load() throws SQLException {
    try (Connection connection = engine.connect(directory)) {
      Orders.create(connection);
      long start = System.nanoTime();
      Orders.load(connection, rows);
      return rows * 1e9 / (System.nanoTime() - start);
    }
  }

  private static double peakHeap() {
    long bytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        bytes += pool.getPeakUsage().getUsed();
      }
    }
    return bytes / MEGABYTE;
  }

  /** Peak resident set in MB, from Linux; 0 elsewhere. */
  private static double peakResident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
      }
    }
    return 0;
  }
}
