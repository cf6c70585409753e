package io.karst.sqltests.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.sqltests.oracle.H2Database;
import io.karst.sqltests.oracle.KarstDatabase;
import io.karst.sqltests.oracle.PostgresServer;
import io.karst.sqltests.oracle.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The sqllogictest corpus. {@code verify} runs a slice of every group; {@code -Pslow} all of it.
 *
 * <p>A report is written to {@code target/corpus-*.txt} file by file, with every failure. {@code
 * -Dcorpus.engine=h2|postgresql} runs another engine, to judge the runner; {@code
 * -Dcorpus.files=<part of a name>} and {@code -Dcorpus.queries=<n>} narrow a run, {@code
 * -Dcorpus.from=<name>} begins it at a file, to go on with one that was cut short.
 */
class SqlLogicCorpusTest {
  private static final String ENGINE = System.getProperty("corpus.engine", "karst");
  private static final int SHOWN_FAILURES = 40;

  /** Files and file:line of records on which PostgreSQL itself differs. */
  private static final Set<String> DIFFERS = differs();

  /** Queries of each file of the slice: enough to see each kind, few enough for CI. */
  private static final int SLICE_QUERIES = Integer.getInteger("corpus.queries", 100);

  @Test
  void slice() throws IOException, SQLException {
    List<String> files = new ArrayList<>(List.of("test/select1.test", "test/select2.test"));
    files.addAll(List.of("test/select3.test", "test/select4.test", "test/select5.test"));
    for (String group : List.of("aggregates", "expr", "groupby", "select")) {
      files.add("test/random/" + group + "/slt_good_0.test");
    }
    for (String group :
        List.of("between", "commute", "delete", "in", "orderby", "orderby_nosort", "view")) {
      files.add("test/index/" + group + "/10/slt_good_" + (group.equals("view") ? 3 : 0) + ".test");
    }
    files.add("test/index/random/10/slt_good_0.test");
    files.addAll(all().stream().filter(file -> file.contains("/evidence/")).toList());
    run("slice", files, SLICE_QUERIES);
  }

  @Test
  @Tag("slow")
  void everything() throws IOException, SQLException {
    run("everything", all(), Integer.getInteger("corpus.queries", Integer.MAX_VALUE));
  }

  private static void run(String name, List<String> files, int queries)
      throws IOException, SQLException {
    String only = System.getProperty("corpus.files", "");
    String from = System.getProperty("corpus.from", "");
    Path target = Files.createDirectories(Path.of("target"));
    Path report = target.resolve("corpus-" + name + "-" + ENGINE + ".txt");
    Files.writeString(report, "");
    List<String> failures = new ArrayList<>();
    List<String> excused = new ArrayList<>();
    int records = 0;
    for (String file : files) {
      if (!file.contains(only) || file.compareTo(from) < 0) {
        continue;
      }
      try (TestDatabase database = open()) {
        CorpusFile.Result result = CorpusFile.run(file, database, queries);
        records += result.records();
        for (String failure : result.failures()) {
          (excused(failure) ? excused : failures).add(failure);
        }
        add(report, line(file, result));
        for (String failure : result.failures()) {
          if (!excused(failure)) {
            add(report, failure);
          }
        }
      }
    }
    int passed = records - failures.size() - excused.size();
    add(
        report,
        String.format(
            Locale.ROOT,
            "%7d of %7d passed, %d failed, %d differ from PostgreSQL too",
            passed,
            records,
            failures.size(),
            excused.size()));
    int shown = Math.min(SHOWN_FAILURES, failures.size());
    assertThat(failures)
        .withFailMessage(() -> report + "\n" + String.join("\n", failures.subList(0, shown)))
        .isEmpty();
  }

  private static String line(String file, CorpusFile.Result result) {
    return String.format(
        Locale.ROOT,
        "%7d of %7d %8d ms %s",
        result.passed(),
        result.records(),
        result.millis(),
        file);
  }

  private static void add(Path report, String line) throws IOException {
    Files.writeString(report, line + "\n", StandardOpenOption.APPEND);
  }

  private static boolean excused(String failure) {
    int line = failure.indexOf(':');
    int problem = failure.indexOf(':', line + 1);
    // SQLite drops a view that another view needs; PostgreSQL and Karst refuse.
    return failure.substring(problem).startsWith(": 2BP01 ")
        || DIFFERS.contains(failure.substring(0, line))
        || DIFFERS.contains(failure.substring(0, problem));
  }

  private static Set<String> differs() {
    try {
      Path list = Path.of("src", "test", "resources", "corpus", "postgresql-differs.txt");
      return Set.copyOf(Files.readAllLines(list));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestDatabase open() throws SQLException {
    return switch (ENGINE) {
      case "karst" -> KarstDatabase.inMemory();
      case "h2" -> new H2Database();
      case "postgresql" -> PostgresServer.find().orElseThrow().createDatabase();
      default -> throw new IllegalArgumentException("corpus.engine=" + ENGINE);
    };
  }

  /** All files of the corpus, in order of their names. */
  private static List<String> all() throws IOException {
    URL marker = SqlLogicCorpusTest.class.getClassLoader().getResource("test/select1.test");
    if (marker == null) {
      throw new IOException("the corpus is not on the class path");
    }
    String path = marker.toString();
    String jar = path.substring("jar:file:".length(), path.indexOf("!/"));
    try (JarFile file = new JarFile(jar)) {
      return file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".test"))
          .sorted()
          .toList();
    }
  }
}
