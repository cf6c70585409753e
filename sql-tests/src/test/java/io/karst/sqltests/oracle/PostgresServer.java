package io.karst.sqltests.oracle;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of this test run, when its binaries are installed: a new cluster in a
 * temporary directory, on a free loopback port, stopped and deleted at JVM exit.
 *
 * <p>PostgreSQL refuses to run as root, so under root it is started as the user {@code postgres} or
 * {@code nobody}. {@link #find()} is empty when that is impossible; oracle tests are then skipped.
 */
public final class PostgresServer {
  private static @Nullable PostgresServer shared;
  private static boolean searched;

  private final Path binaries;
  private final Path directory;
  private final @Nullable String user;
  private final int port;
  private int databases;

  private PostgresServer(Path binaries, @Nullable String user) throws IOException {
    this.binaries = binaries;
    this.user = user;
    this.directory = Files.createTempDirectory("karst-postgres");
    this.port = freePort();
  }

  /** The server of this JVM, started on first use; empty when PostgreSQL is not installed. */
  public static synchronized Optional<PostgresServer> find() {
    if (!searched) {
      searched = true;
      shared = start();
    }
    return Optional.ofNullable(shared);
  }

  /** A fresh database on this server. */
  public synchronized TestDatabase createDatabase() throws SQLException {
    databases++;
    String name = "test" + databases;
    try (Connection connection = DriverManager.getConnection(url("postgres"), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return new PostgresDatabase(url(name));
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private static @Nullable PostgresServer start() {
    Path binaries = newestBinaries();
    if (binaries == null) {
      return null;
    }
    boolean root = "root".equals(System.getProperty("user.name"));
    try {
      for (String user : root ? List.of("postgres", "nobody") : List.of("")) {
        PostgresServer server = new PostgresServer(binaries, root ? user : null);
        if (server.launch()) {
          return server;
        }
        KarstDatabase.deleteRecursively(server.directory);
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private boolean launch() throws IOException, InterruptedException {
    if (user != null && run("chown", user, directory.toString()) != 0) {
      return false;
    }
    String data = directory.resolve("data").toString();
    if (runAsUser(
            "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N")
        != 0) {
      return false;
    }
    String options =
        "-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
            + " -c TimeZone=UTC -c max_connections=40 -c deadlock_timeout=200ms";
    String log = directory.resolve("log").toString();
    if (runAsUser("pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start") != 0) {
      return false;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-postgres"));
    return true;
  }

  private void stop() {
    try {
      runAsUser(
          "pg_ctl", "-D", directory.resolve("data").toString(), "-m", "immediate", "-w", "stop");
      // Thousands of databases are a hundred thousand files: nobody waits for that.
      new ProcessBuilder("rm", "-rf", directory.toString()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int runAsUser(String binary, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (user != null) {
      command.addAll(
          List.of("setpriv", "--reuid=" + user, "--regid=nogroup", "--clear-groups", "--"));
    }
    command.add(binaries.resolve(binary).toString());
    command.addAll(Arrays.asList(arguments));
    return run(command.toArray(String[]::new));
  }

  private int run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(new File(System.getProperty("java.io.tmpdir")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return -1;
    }
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }

  private static @Nullable Path newestBinaries() {
    File[] versions = new File("/usr/lib/postgresql").listFiles();
    if (versions == null) {
      return null;
    }
    return Arrays.stream(versions)
        .filter(version -> version.getName().matches("[0-9]+"))
        .sorted((a, b) -> Integer.parseInt(b.getName()) - Integer.parseInt(a.getName()))
        .map(version -> version.toPath().resolve("bin"))
        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
        .findFirst()
        .orElse(null);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private record PostgresDatabase(String url) implements TestDatabase {
    @Override
    public String engine() {
      return "postgresql";
    }

    @Override
    public Connection connect() throws SQLException {
      return DriverManager.getConnection(url, "postgres", "");
    }

    @Override
    public void close() {}
  }
}
