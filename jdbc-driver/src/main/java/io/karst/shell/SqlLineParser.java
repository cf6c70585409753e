package io.karst.shell;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;

/** Tells the line editor to ask for another line until a statement has its semicolon. */
final class SqlLineParser implements Parser {
  private final DefaultParser words;

  SqlLineParser() {
    words = new DefaultParser();
    words.setQuoteChars(new char[0]);
    words.setEscapeChars(new char[0]);
    words.setEofOnUnclosedQuote(false);
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE
        && !MetaCommands.isCommand(line)
        && !StatementScanner.isComplete(line)) {
      throw new EOFError(-1, -1, "no semicolon yet", "");
    }
    return words.parse(
        line, cursor, context == ParseContext.ACCEPT_LINE ? ParseContext.UNSPECIFIED : context);
  }

  @Override
  public boolean isEscapeChar(char c) {
    return false;
  }
}
