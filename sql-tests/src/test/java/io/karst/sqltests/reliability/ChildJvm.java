package io.karst.sqltests.reliability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM with this test's class path. Owner closes; closing kills it. */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts {@code main} of a class; its errors go to this JVM's. */
  public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    return start(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"), main, arguments);
  }

  /** The same with options of the JVM. */
  public static ChildJvm start(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-ea", "-Xshare:auto", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new ChildJvm(process);
  }

  /** The next line the child printed, or null after its end. */
  public String readLine() throws IOException {
    return output.readLine();
  }

  /** Waits for the end. */
  public int exitCode() {
    return process.onExit().join().exitValue();
  }

  long pid() {
    return process.pid();
  }

  /** Kills the child as {@code kill -9} does and waits until it is gone. */
  void kill() {
    process.toHandle().destroyForcibly(); // the handle leaves the output to be read
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
