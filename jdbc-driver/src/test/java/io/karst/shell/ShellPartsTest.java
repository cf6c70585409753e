package io.karst.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellPartsTest {

  @Test
  void scannerWaitsForTheSemicolon() {
    StatementScanner scanner = new StatementScanner();
    scanner.append("select ';' -- ;");
    assertThat(scanner.next()).isNull();
    scanner.append(" /* ; /* ; */ */ from \"a;b\" $$;$$; select 2; -- end");
    assertThat(scanner.next()).isEqualTo("select ';' -- ;\n /* ; /* ; */ */ from \"a;b\" $$;$$");
    assertThat(scanner.next()).isEqualTo("select 2");
    assertThat(scanner.next()).isNull();
    assertThat(scanner.isEmpty()).isTrue();
    assertThat(StatementScanner.isComplete("select 1; select")).isFalse();
    assertThat(StatementScanner.isComplete("-- nothing")).isTrue();
  }

  @Test
  void scannerCountsLines() {
    StatementScanner scanner = new StatementScanner();
    scanner.append("select 1;");
    scanner.append("  -- two");
    scanner.append("select");
    scanner.append(" 2; select 3;");
    assertThat(scanner.next()).isEqualTo("select 1");
    assertThat(scanner.statementLine()).isEqualTo(1);
    assertThat(scanner.next()).isEqualTo("-- two\nselect\n 2");
    assertThat(scanner.statementLine()).isEqualTo(2);
    assertThat(scanner.next()).isEqualTo("select 3");
    assertThat(scanner.statementLine()).isEqualTo(4);
    scanner.continueAt(9);
    scanner.append("select 4");
    assertThat(scanner.rest()).isEqualTo("select 4");
    assertThat(scanner.statementLine()).isEqualTo(9);
  }

  @Test
  void scannerReadsEachCharacterOfALongStatementOnce() {
    StatementScanner scanner = new StatementScanner();
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 200_000; i++) {
            scanner.append("('a text with a quote '' in it', " + i + "),");
            assertThat(scanner.next() == null).isTrue();
          }
        });
    scanner.append("(1);");
    assertThat(scanner.next()).hasSizeGreaterThan(8_000_000);
  }

  @Test
  void errorsOfScriptsNameTheirLine() {
    SQLException error = new SQLException("no column x\n  Position: line 2, column 8", "42703");
    assertThat(ErrorText.place("load.sql", 11, error)).isEqualTo("load.sql:12: ");
    assertThat(ErrorText.place("load.sql", 11, new SQLException("x"))).isEqualTo("load.sql:11: ");
  }

  @Test
  void widestColumnsGiveWay() {
    int[] widths = {4, 50, 30};
    TableWriter.fit(widths, 60);
    assertThat(widths[0]).isEqualTo(4);
    assertThat(widths[1] + widths[2]).isEqualTo(60 - 4 - 8);
  }

  @Test
  void wideCharactersTakeTwoColumns() {
    assertThat(TextWidth.of("ab\u4e2d")).isEqualTo(4);
    assertThat(TextWidth.cut("abcdef", 4)).isEqualTo("abc\u2026");
    assertThat(TextWidth.oneLine("a\nb")).isEqualTo("a\\nb");
  }

  @Test
  void caretPointsAtTheColumn() {
    SQLException error =
        new SQLException("no column x\n  Hint: y\n  Position: line 2, column 8", "42703");
    assertThat(ErrorText.of(error, "select\n  a.b, x"))
        .isEqualTo("ERROR 42703: no column x\n  Hint: y\nLINE 2:   a.b, x\n               ^");
  }

  @Test
  void demoScriptsAndFilesAreThere() throws IOException {
    assertThat(DemoScript.read("tour.sql")).hasSizeGreaterThan(9);
    try (DemoFiles files = new DemoFiles()) {
      for (DemoScript.Step step : DemoScript.read("load.sql")) {
        assertThat(files.fillIn(step.sql())).doesNotContain("${");
      }
    }
    assertThat(DemoFiles.position("x,\"a,b\",0,90")).isEqualTo("[0.000000,1.000000,0.000000]");
  }

  @Test
  void commandsAreToldFromSql() {
    assertThat(List.of("\\d t", ".help", "  \\q")).allMatch(MetaCommands::isCommand);
    assertThat(List.of("select 1", ".5", "")).noneMatch(MetaCommands::isCommand);
  }
}
