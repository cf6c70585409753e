package io.karst.calcite.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.calcite.ast.AlterAction;
import io.karst.calcite.ast.AlterTable;
import io.karst.calcite.ast.ColumnDefinition;
import io.karst.calcite.ast.ColumnTypeSpec;
import io.karst.calcite.ast.Copy;
import io.karst.calcite.ast.CreateIndex;
import io.karst.calcite.ast.CreateSequence;
import io.karst.calcite.ast.CreateTable;
import io.karst.calcite.ast.Deferral;
import io.karst.calcite.ast.Delete;
import io.karst.calcite.ast.Explain;
import io.karst.calcite.ast.Insert;
import io.karst.calcite.ast.KarstStatement;
import io.karst.calcite.ast.LockingQuery;
import io.karst.calcite.ast.Option;
import io.karst.calcite.ast.ReferentialAction;
import io.karst.calcite.ast.SettingStatement;
import io.karst.calcite.ast.SqlText;
import io.karst.calcite.ast.StatementNode;
import io.karst.calcite.ast.TableConstraint;
import io.karst.calcite.ast.TransactionModes;
import io.karst.calcite.ast.TransactionStatement;
import io.karst.calcite.ast.Update;
import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.junit.jupiter.api.Test;

/** The fields that executors read. */
class SyntaxTreeTest {
  private static <T extends KarstStatement> T parse(String sql, Class<T> type) {
    SqlNode node = KarstParser.parse(sql);
    assertThat(node).isInstanceOf(StatementNode.class);
    return type.cast(((StatementNode) node).statement());
  }

  private static String text(String query) {
    return SqlText.of(KarstParser.parse(query));
  }

  private static ColumnType type(String sql) {
    CreateTable table = parse("create table t (a " + sql + ")", CreateTable.class);
    return ColumnTypeSpec.of(table.columns().get(0).type());
  }

  @Test
  void columnsCarryTheirConstraints() {
    CreateTable table =
        parse(
            "create table if not exists M.T (Id bigint generated always as identity (start 5)"
                + " primary key, \"B\" text not null default 'x' constraint u unique,"
                + " c uuid references entity on delete set null,"
                + " d int references o.u (x) on update cascade deferrable initially deferred,"
                + " primary key (id, d))",
            CreateTable.class);
    assertThat(table.name().names).containsExactly("m", "t");
    assertThat(table.ifNotExists()).isTrue();
    assertThat(table.columns())
        .extracting(c -> c.name().getSimple())
        .containsExactly("id", "B", "c", "d");
    ColumnDefinition id = table.columns().get(0);
    assertThat(id.identity()).isNotNull();
    assertThat(id.identity().always()).isTrue();
    assertThat(id.identity().options().start()).isEqualTo(5);
    assertThat(id.constraints()).singleElement().isInstanceOf(TableConstraint.PrimaryKey.class);
    ColumnDefinition b = table.columns().get(1);
    assertThat(b.notNull()).isTrue();
    assertThat(b.defaultValue()).isNotNull();
    assertThat(b.constraints().get(0).name()).hasToString("u");
    TableConstraint.EntityReference c =
        (TableConstraint.EntityReference) table.columns().get(2).constraints().get(0);
    assertThat(c.onDelete()).isEqualTo(ReferentialAction.SET_NULL);
    TableConstraint.ForeignKey d =
        (TableConstraint.ForeignKey) table.columns().get(3).constraints().get(0);
    assertThat(d.columns()).hasToString("[d]");
    assertThat(d.table().names).containsExactly("o", "u");
    assertThat(d.referencedColumns()).hasToString("[x]");
    assertThat(d.onUpdate()).isEqualTo(ReferentialAction.CASCADE);
    assertThat(d.deferral()).isEqualTo(Deferral.INITIALLY_DEFERRED);
    assertThat(table.constraints()).hasSize(1);
  }

  @Test
  void typeNamesAreStorageTypes() {
    assertThat(type("int4")).isEqualTo(ColumnType.INTEGER);
    assertThat(type("BIGSERIAL")).isEqualTo(ColumnType.BIGINT);
    assertThat(type("numeric(10,2)")).isEqualTo(ColumnType.decimal(10, 2));
    assertThat(type("numeric")).isEqualTo(ColumnType.of(TypeKind.DECIMAL));
    assertThat(type("character varying(7)")).isEqualTo(ColumnType.varchar(7));
    assertThat(type("text")).isEqualTo(ColumnType.TEXT);
    assertThat(type("float(24)")).isEqualTo(ColumnType.REAL);
    assertThat(type("float")).isEqualTo(ColumnType.DOUBLE);
    assertThat(type("timestamptz")).isEqualTo(ColumnType.TIMESTAMPTZ);
    assertThat(type("timestamp(6) with time zone").precision()).isEqualTo(6);
    assertThat(type("vector(17)")).isEqualTo(ColumnType.vector(17));
    assertThat(type("int[][]")).isEqualTo(ColumnType.array(ColumnType.array(ColumnType.INTEGER)));
    assertThat(type("char").precision()).isEqualTo(1);
    assertThat(type("interval day to second(3)")).hasToString("interval day to second(3)");
  }

  @Test
  void serialColumnsAreIdentities() {
    CreateTable table = parse("create table t (a serial)", CreateTable.class);
    assertThat(table.columns().get(0).identity()).isNotNull();
    assertThat(table.columns().get(0).identity().always()).isFalse();
  }

  @Test
  void insertKeepsConflictAndReturning() {
    Insert insert =
        parse(
            "insert into t as x (a, b) overriding system value values (?, default) on conflict (a)"
                + " do update set b = excluded.b where x.b < ? returning a, b as c",
            Insert.class);
    assertThat(insert.alias()).hasToString("x");
    assertThat(insert.columns()).hasToString("[a, b]");
    assertThat(insert.overriding()).isEqualTo(Insert.Overriding.SYSTEM);
    assertThat(insert.source().getKind()).isEqualTo(SqlKind.VALUES);
    assertThat(insert.onConflict().columns()).hasToString("[a]");
    assertThat(insert.onConflict().doNothing()).isFalse();
    assertThat(insert.onConflict().assignments().get(0).column()).hasToString("b");
    assertThat(insert.returning()).hasSize(2);
    assertThat(parse("insert into t default values", Insert.class).source()).isNull();
    assertThat(parse("with w as (select 1) insert into t table w", Insert.class).source().getKind())
        .isEqualTo(SqlKind.WITH);
  }

  @Test
  void rowAssignmentsAreTakenApart() {
    Update update =
        parse("update t set (a, b) = (1, default), (c, d) = (select 1, 2)", Update.class);
    assertThat(update.assignments()).hasSize(3);
    assertThat(update.assignments().get(1).value().getKind()).isEqualTo(SqlKind.DEFAULT);
    assertThat(update.assignments().get(2).columns()).hasSize(2);
    assertThat(update.assignments().get(2).value().getKind()).isEqualTo(SqlKind.SELECT);
  }

  @Test
  void deleteKeepsUsingAndWith() {
    Delete delete = parse("with w as (select 1) delete from t using w, v where true", Delete.class);
    assertThat(delete.with()).hasSize(1);
    assertThat(delete.using().getKind()).isEqualTo(SqlKind.JOIN);
  }

  @Test
  void alterTableHasSeveralActions() {
    AlterTable alter =
        parse("alter table t add a int, drop b, alter c type text, rename to u", AlterTable.class);
    assertThat(alter.actions())
        .extracting(Object::getClass)
        .containsExactly(
            AlterAction.AddColumn.class,
            AlterAction.DropColumn.class,
            AlterAction.SetType.class,
            AlterAction.RenameTable.class);
  }

  @Test
  void indexOptionsAndOperatorClasses() {
    CreateIndex index =
        parse(
            "create index i on t using HNSW (v vector_cosine_ops desc nulls last) with (m=16)",
            CreateIndex.class);
    assertThat(index.method()).isEqualTo("hnsw");
    assertThat(index.keys().get(0).operatorClass()).isEqualTo("vector_cosine_ops");
    assertThat(index.keys().get(0).descending()).isTrue();
    assertThat(index.keys().get(0).nullsFirst()).isFalse();
    assertThat(index.options())
        .extracting(Option::name, Option::value)
        .hasToString("[(\"m\", \"16\")]");
  }

  @Test
  void sequenceOptions() {
    CreateSequence sequence =
        parse("create sequence s increment by -2 no maxvalue start with 7", CreateSequence.class);
    assertThat(sequence.options().increment()).isEqualTo(-2);
    assertThat(sequence.options().noMaximum()).isTrue();
    assertThat(sequence.options().start()).isEqualTo(7);
    assertThat(sequence.options().cycle()).isNull();
  }

  @Test
  void bothStylesOfCopyOptionsAreOne() {
    Copy modern =
        parse("copy t from 'f' with (format csv, header, delimiter ';', null '')", Copy.class);
    Copy legacy = parse("copy t from 'f' csv header delimiter as ';' null ''", Copy.class);
    assertThat(legacy.options())
        .extracting(o -> o.name() + "=" + o.value())
        .containsExactlyElementsOf(
            modern.options().stream().map(o -> o.name() + "=" + o.value()).toList());
  }

  @Test
  void transactionsAndSettings() {
    TransactionStatement.Begin begin =
        parse("begin isolation level read committed, read only", TransactionStatement.Begin.class);
    assertThat(begin.modes())
        .isEqualTo(new TransactionModes(TransactionModes.IsolationLevel.READ_COMMITTED, true));
    assertThat(parse("set local Karst.Sync = off", SettingStatement.SetSetting.class))
        .isEqualTo(new SettingStatement.SetSetting(true, "karst.sync", java.util.List.of("off")));
    assertThat(parse("set time zone local", SettingStatement.SetSetting.class).values()).isEmpty();
    assertThat(parse("set schema 'M'", SettingStatement.SetSchema.class).schema()).hasToString("M");
  }

  @Test
  void lockingAndExplain() {
    LockingQuery query = parse("select a from t for update of t nowait", LockingQuery.class);
    assertThat(query.exclusive()).isTrue();
    assertThat(query.waiting()).isEqualTo(LockingQuery.Waiting.FAIL);
    Explain explain = parse("explain (analyze, format json) select 1", Explain.class);
    assertThat(explain.analyze()).isTrue();
    assertThat(explain.options()).extracting(Option::name).containsExactly("format");
  }

  @Test
  void precedenceIsThatOfPostgres() {
    assertThat(text("select -a::int, a + b::int, a->'b'->>'c' || 'x', a <-> b < 0.5, a<-1"))
        .isEqualTo(
            "SELECT - CAST(\"a\" AS INTEGER), \"a\" + CAST(\"b\" AS INTEGER),"
                + " \"a\" -> 'b' ->> 'c' || 'x', \"a\" <-> \"b\" < 0.5, \"a\" < -1");
    assertThat(text("select a->>('b' || 'c'), (a <-> b) + 1, a <-> (b < c)"))
        .isEqualTo(
            "SELECT \"a\" ->> ('b' || 'c'), (\"a\" <-> \"b\") + 1, \"a\" <-> (\"b\" < \"c\")");
  }

  @Test
  void distinctOnIsARowNumber() {
    assertThat(text("select distinct on (1) a as x, b from t where c order by x, b desc"))
        .startsWith(
            "SELECT \"a\" AS \"x\", \"b\" FROM \"t\" WHERE \"c\" QUALIFY (ROW_NUMBER() OVER"
                + " (PARTITION BY \"a\" ORDER BY \"a\", \"b\" DESC)) = 1");
  }

  @Test
  void positionsAreThoseOfTheText() {
    SqlNode node = KarstParser.parse("drop table\n  a, b");
    SqlParserPos pos = node.getParserPosition();
    assertThat(pos.getLineNum()).isEqualTo(1);
    assertThat(pos.getEndLineNum()).isEqualTo(2);
    assertThat(pos.getEndColumnNum()).isEqualTo(6);
  }
}
