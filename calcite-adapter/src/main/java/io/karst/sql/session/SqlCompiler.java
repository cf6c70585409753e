package io.karst.sql.session;

import io.karst.calcite.ast.Copy;
import io.karst.calcite.ast.CreateTableAs;
import io.karst.calcite.ast.Delete;
import io.karst.calcite.ast.Explain;
import io.karst.calcite.ast.Insert;
import io.karst.calcite.ast.KarstStatement;
import io.karst.calcite.ast.LockingQuery;
import io.karst.calcite.ast.MaintenanceStatement;
import io.karst.calcite.ast.Merge;
import io.karst.calcite.ast.NamedStatement;
import io.karst.calcite.ast.SettingStatement;
import io.karst.calcite.ast.StatementNode;
import io.karst.calcite.ast.TransactionStatement;
import io.karst.calcite.ast.Truncate;
import io.karst.calcite.ast.Update;
import io.karst.calcite.ast.WithChanges;
import io.karst.calcite.parser.DeepStack;
import io.karst.calcite.parser.KarstParser;
import io.karst.calcite.parser.SyntaxDepth;
import io.karst.calcite.plan.HoistedLiterals;
import io.karst.calcite.plan.NoKeyPlan;
import io.karst.sql.copy.CopyFromStatement;
import io.karst.sql.copy.CopyToStatement;
import io.karst.sql.ddl.DefinitionStatement;
import io.karst.sql.ddl.MaintenanceCommand;
import io.karst.sql.dml.CreateTableAsStatement;
import io.karst.sql.dml.DeleteStatement;
import io.karst.sql.dml.InsertStatement;
import io.karst.sql.dml.LockingStatement;
import io.karst.sql.dml.MergeStatement;
import io.karst.sql.dml.TruncateStatement;
import io.karst.sql.dml.UpdateStatement;
import io.karst.sql.dml.WithChangesStatement;
import io.karst.sql.query.Queries;
import io.karst.sql.query.QueryStatement;
import io.karst.sql.statement.CompiledStatement;
import io.karst.sql.statement.StatementCompiler;
import io.karst.sql.statement.StatementContext;
import io.karst.sql.template.TemplateLiteral;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;

/** Parses a statement and hands it to whoever runs its kind. */
final class SqlCompiler implements StatementCompiler {

  @Override
  public CompiledStatement compile(
      String sql, String template, List<TemplateLiteral> literals, StatementContext session) {
    SqlNode node = KarstParser.parse(sql);
    if (node instanceof StatementNode named
        && named.statement() instanceof NamedStatement statement
        && !(statement instanceof NamedStatement.Execute)) {
      return new NamedStatementCommand(statement, sql);
    }
    if (node instanceof StatementNode changes && changes.statement() instanceof WithChanges) {
      return WithChangesStatement.compile(
          session,
          () -> (WithChanges) ((StatementNode) KarstParser.parse(sql)).statement(),
          (part, context) -> compile(part, HoistedLiterals.NONE, context));
    }
    if (SyntaxDepth.isGreat(node)) {
      return DeepStack.call(() -> compile(node, HoistedLiterals.NONE, session));
    }
    try {
      return compile(node, hoisted(literals), session);
    } catch (NoKeyPlan e) {
      return compile(KarstParser.parse(sql), HoistedLiterals.NONE, session);
    }
  }

  private static HoistedLiterals hoisted(List<TemplateLiteral> literals) {
    List<HoistedLiterals.Position> positions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (TemplateLiteral literal : literals) {
      positions.add(new HoistedLiterals.Position(literal.line(), literal.column()));
      values.add(literal.value());
    }
    return new HoistedLiterals(0, positions, values);
  }

  private CompiledStatement compile(
      SqlNode node, HoistedLiterals hoisted, StatementContext session) {
    if (node instanceof StatementNode statement) {
      return compile(statement.statement(), node, hoisted, session);
    }
    HoistedLiterals used = mayBeKeyPlan(node) ? hoisted : HoistedLiterals.NONE;
    return new QueryStatement(Queries.compileWhole(node, session, used));
  }

  /** Whether hoisting is worth a try: it costs a planning if the query is no key plan. */
  private static boolean mayBeKeyPlan(SqlNode node) {
    SqlNode query = node instanceof SqlOrderBy orderBy ? orderBy.query : node;
    if (!(query instanceof SqlSelect select)
        || select.getGroup() != null
        || select.getHaving() != null
        || select.isDistinct()) {
      return false;
    }
    SqlNode from = select.getFrom();
    return from instanceof SqlIdentifier
        || (from != null
            && from.getKind() == SqlKind.AS
            && ((SqlCall) from).operand(0) instanceof SqlIdentifier);
  }

  private CompiledStatement compile(
      KarstStatement statement, SqlNode node, HoistedLiterals hoisted, StatementContext session) {
    if (statement instanceof Insert insert) {
      return InsertStatement.compile(session, insert, node, hoisted);
    }
    if (statement instanceof Update update) {
      return UpdateStatement.compile(session, update, node, hoisted);
    }
    if (statement instanceof Delete delete) {
      return DeleteStatement.compile(session, delete, node, hoisted);
    }
    if (statement instanceof Merge merge) {
      return MergeStatement.compile(session, merge, node);
    }
    if (statement instanceof Truncate truncate) {
      return new TruncateStatement(truncate);
    }
    if (statement instanceof Copy copy) {
      return copy.from() ? CopyFromStatement.compile(copy) : CopyToStatement.compile(session, copy);
    }
    if (statement instanceof CreateTableAs create) {
      return CreateTableAsStatement.compile(session, create);
    }
    if (statement instanceof TransactionStatement transaction) {
      return new TransactionCommand(transaction);
    }
    if (statement instanceof SettingStatement setting) {
      return new SettingCommand(setting);
    }
    if (statement instanceof MaintenanceStatement maintenance) {
      return new MaintenanceCommand(maintenance);
    }
    if (statement instanceof Explain explain) {
      return new ExplainStatement(
          compile(explain.statement(), HoistedLiterals.NONE, session), explain.analyze());
    }
    if (statement instanceof NamedStatement.Execute execute) {
      return ExecuteStatement.compile((Execution) session, execute);
    }
    if (statement instanceof LockingQuery locking) {
      return LockingStatement.compile(session, locking);
    }
    if (statement instanceof WithChanges) {
      throw new KarstException(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "a statement whose WITH changes rows is not supported in this place");
    }
    return new DefinitionStatement(statement);
  }
}
