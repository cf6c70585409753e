package io.karst.sql.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.storage.base.KarstException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvReaderTest {

  private static List<List<String>> read(String text) {
    List<List<String>> records = new ArrayList<>();
    try (CsvReader reader = new CsvReader(new StringReader(text), CsvFormat.DEFAULT)) {
      while (reader.next()) {
        List<String> record = new ArrayList<>();
        for (int i = 0; i < reader.size(); i++) {
          record.add((reader.isQuoted(i) ? "Q:" : "") + reader.text(i));
        }
        records.add(record);
      }
    }
    return records;
  }

  @Test
  void fieldsAndLines() {
    assertThat(read("a,b\n1,\"x,\"\"y\"\"\"\r\n,\n\"\",\"l1\nl2\"\n"))
        .containsExactly(
            List.of("a", "b"),
            List.of("1", "Q:x,\"y\""),
            List.of("", ""),
            List.of("Q:", "Q:l1\nl2"));
    assertThat(read("")).isEmpty();
    assertThat(read("x")).containsExactly(List.of("x"));
    assertThat(read("a\rb")).containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void errorsNameTheLine() {
    assertThatThrownBy(() -> read("a\nb\n\"open"))
        .isInstanceOf(KarstException.class)
        .hasMessage("line 3: unterminated CSV quoted field");
  }

  @Test
  void linesAreCountedThroughQuotedLineEnds() {
    try (CsvReader reader = new CsvReader(new StringReader("\"a\nb\"\nc\n"), CsvFormat.DEFAULT)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.line()).isEqualTo(1);
      assertThat(reader.next()).isTrue();
      assertThat(reader.line()).isEqualTo(3);
      assertThat(reader.next()).isFalse();
    }
  }

  @Test
  void whatIsWrittenIsRead() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "ab,\"\n\r \\;é漢";
    for (int round = 0; round < 200; round++) {
      List<List<String>> records = new ArrayList<>();
      StringWriter text = new StringWriter();
      CsvWriter writer = new CsvWriter(text, CsvFormat.DEFAULT);
      int width = 1 + random.nextInt(4);
      for (int r = 0; r < 5; r++) {
        List<String> record = new ArrayList<>();
        for (int i = 0; i < width; i++) {
          StringBuilder field = new StringBuilder();
          for (int c = random.nextInt(6); c > 0; c--) {
            field.append(alphabet.charAt(random.nextInt(alphabet.length())));
          }
          record.add(field.toString());
          writer.field(field.toString(), false);
        }
        writer.endRecord();
        records.add(record);
      }
      List<List<String>> read = new ArrayList<>();
      for (List<String> record : read(text.toString())) {
        read.add(record.stream().map(f -> f.startsWith("Q:") ? f.substring(2) : f).toList());
      }
      assertThat(read).as("seed %s", seed).isEqualTo(records);
    }
  }
}
