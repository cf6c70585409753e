package io.karst.calcite.parser;

import io.karst.calcite.parser.generated.KarstParserImpl;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.CharLiteralStyle;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;

/**
 * Parses SQL. Unquoted identifiers are folded to lower case, quoted ones kept; both are compared
 * exactly. All methods may be called from any thread; each call makes its own parser.
 *
 * <p>Every method throws {@link KarstException} with the position in the text: SYNTAX_ERROR, or the
 * code of whatever else the parser recognises (an undefined type, an invalid interval, a feature
 * that does not exist).
 */
public final class KarstParser {
  /** The longest name, in characters. */
  public static final int MAX_IDENTIFIER_LENGTH = 128;

  /** How Calcite's parser has to be set up to read our SQL. */
  public static final SqlParser.Config CONFIG =
      SqlParser.config()
          .withParserFactory(KarstParserImpl.FACTORY)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.TO_LOWER)
          .withQuotedCasing(Casing.UNCHANGED)
          .withCaseSensitive(true)
          .withCharLiteralStyles(java.util.Set.of(CharLiteralStyle.STANDARD))
          .withIdentifierMaxLength(MAX_IDENTIFIER_LENGTH)
          .withConformance(ParserConformance.INSTANCE);

  private KarstParser() {}

  /**
   * Parses one statement, with or without a semicolon at the end.
   *
   * @return a {@link io.karst.calcite.ast.StatementNode}, or a Calcite query (select, set
   *     operation, VALUES, WITH, ORDER BY)
   */
  public static SqlNode parse(String sql) {
    try {
      return parseHere(sql);
    } catch (StackOverflowError e) {
      return DeepStack.call(() -> parseHere(sql));
    }
  }

  private static SqlNode parseHere(String sql) {
    try {
      return SqlParser.create(sql, CONFIG).parseStmt();
    } catch (SqlParseException e) {
      throw SyntaxErrors.translate(sql, e);
    }
  }

  /**
   * Parses statements separated by semicolons. Parameters count from 0 in each; error positions are
   * those in the script.
   */
  public static List<SqlNode> parseScript(String script) {
    List<SqlNode> nodes = new ArrayList<>();
    for (ScriptSplitter.Part part : ScriptSplitter.parts(script)) {
      try {
        nodes.add(parse(part.text()));
      } catch (KarstException e) {
        throw part.relocate(e);
      }
    }
    return nodes;
  }

  /** Parses an expression, such as a stored default or check. */
  public static SqlNode parseExpression(String sql) {
    try {
      return SqlParser.create(sql, CONFIG).parseExpression();
    } catch (SqlParseException e) {
      throw SyntaxErrors.translate(sql, e);
    } catch (StackOverflowError e) {
      throw tooDeep(e);
    }
  }

  private static KarstException tooDeep(StackOverflowError error) {
    return new KarstException(
        ErrorCode.LIMIT_EXCEEDED, "the statement is nested too deeply", error);
  }
}
