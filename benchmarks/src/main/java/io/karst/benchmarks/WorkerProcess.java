package io.karst.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parent's end of a {@link Worker}. Closing ends the worker's JVM. */
final class WorkerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter commands;

  private WorkerProcess(Process process) {
    this.process = process;
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.commands =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
  }

  static WorkerProcess start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-Duser.timezone=UTC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new WorkerProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Sends a command and returns the numbers of its answer. */
  Reply ask(String command) throws IOException {
    commands.write(command);
    commands.newLine();
    commands.flush();
    return reply();
  }

  /** Reads one answer without a command. */
  Reply reply() throws IOException {
    String line = answers.readLine();
    while (line != null && !line.startsWith("OK ") && !line.startsWith("ERROR ")) {
      line = answers.readLine();
    }
    if (line == null) {
      return new Reply(List.of(), "the engine's process ended");
    }
    if (line.startsWith("ERROR ")) {
      return new Reply(List.of(), line.substring("ERROR ".length()));
    }
    String[] words = line.substring("OK ".length()).split(" ", -1);
    List<Double> numbers = new ArrayList<>();
    for (String word : words) {
      numbers.add(Double.valueOf(word));
    }
    return new Reply(numbers, null);
  }

  /** Numbers, or what went wrong. */
  record Reply(List<Double> numbers, @Nullable String error) {}

  @Override
  public void close() throws IOException {
    commands.close();
    process.onExit().join();
  }
}
