package io.karst.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The data that follows COPY FROM STDIN in a script: lines up to one with backslash and dot, or to
 * the end of the script.
 */
final class CopyLines extends InputStream {
  private static final String END = "\\.";
  private static final Pattern FROM_STDIN =
      Pattern.compile(
          "\\s*copy\\b.*\\bfrom\\s+stdin\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final BufferedReader script;
  private byte[] line = new byte[0];
  private int position;
  private boolean ended;

  CopyLines(BufferedReader script) {
    this.script = script;
  }

  /** Whether data follow the statement. */
  static boolean follow(String statement) {
    return FROM_STDIN.matcher(statement.substring(StatementScanner.start(statement))).matches();
  }

  private boolean fill() throws IOException {
    if (position < line.length) {
      return true;
    }
    @Nullable String next = ended ? null : script.readLine();
    if (next == null || next.equals(END)) {
      ended = true;
      return false;
    }
    line = (next + '\n').getBytes(StandardCharsets.UTF_8);
    position = 0;
    return true;
  }

  @Override
  public int read() throws IOException {
    return fill() ? line[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, line.length - position);
    System.arraycopy(line, position, target, offset, count);
    position += count;
    return count;
  }

  /** Skips what the statement left unread. */
  void skipRest() throws IOException {
    position = line.length;
    while (fill()) {
      position = line.length;
    }
  }
}
