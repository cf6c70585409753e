package io.karst.sql.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.storage.catalog.EntityTypeDescriptor;
import io.karst.storage.catalog.IndexDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
  private final SqlScript sql = SqlScript.fresh();

  @AfterEach
  void close() {
    sql.close();
  }

  private EntityTypeDescriptor type(String name) {
    return ((KarstSession) sql.session())
        .database()
        .collection("public")
        .catalog()
        .types()
        .get(name);
  }

  @Test
  void constraintsAreNamedAsPostgresqlDoes() {
    sql.run(
        "create table p (id int primary key)",
        "create table t (id serial primary key, a int unique, b int check (b > 0),"
            + " c int references p, unique (a, b), check (a < b))",
        "create index on t (b desc)");
    EntityTypeDescriptor t = type("t");
    assertThat(t.primaryKeyName()).isEqualTo("t_pkey");
    assertThat(t.indexes())
        .extracting(IndexDescriptor::name)
        .containsExactlyInAnyOrder("t_a_key", "t_a_b_key", "t_b_idx");
    assertThat(t.checks()).extracting("name").containsExactly("t_b_check", "t_check");
    assertThat(t.foreignKeys()).extracting("name").containsExactly("t_c_fkey");
    assertThat(t.columns().get(0).identity().sequence()).isEqualTo("t_id_seq");
  }

  @Test
  void identityDefaultsAndChecks() {
    sql.run(
        "create table t (id int generated always as identity, a int default 7,"
            + " b text default 'x', c int check (c > 0))",
        "insert into t (c) values (1), (2)",
        "insert into t default values",
        "insert into t (a, c) values (default, 3), (5, default)");
    assertThat(sql.rows("select id, a, b, c from t order by id"))
        .containsExactly("1|7|x|1", "2|7|x|2", "3|7|x|null", "4|7|x|3", "5|5|x|null");
    assertThat(sql.state("insert into t (c) values (-1)")).isEqualTo("23514");
    assertThat(sql.state("update t set c = -c where id = 1")).isEqualTo("23514");
    assertThat(sql.state("insert into t (id) values (1)")).isEqualTo("428C9");
    sql.run("insert into t (id) overriding system value values (100)");
    assertThat(sql.state("insert into t (zz) values (1)")).isEqualTo("42703");
  }

  @Test
  void alterTable() {
    sql.run(
        "create table t (a int, b int)",
        "insert into t values (1, 2), (3, null)",
        "alter table t add column c text default 'new'",
        "alter table t rename column a to x");
    assertThat(sql.rows("select x, b, c from t order by x"))
        .containsExactly("1|2|new", "3|null|new");
    assertThat(sql.state("alter table t alter column b set not null")).isEqualTo("23502");
    assertThat(sql.state("alter table t add constraint k check (b > 5)")).isEqualTo("23514");
    assertThat(sql.state("alter table t add column x int")).isEqualTo("42701");
    sql.run(
        "alter table t add constraint k check (x < 100)",
        "alter table t add primary key (x)",
        "alter table t drop column b",
        "alter table t rename to u");
    assertThat(sql.state("insert into u values (100, '')")).isEqualTo("23514");
    assertThat(sql.state("insert into u values (1, '')")).isEqualTo("23505");
    assertThat(sql.state("select * from t")).isEqualTo("42P01");
    sql.run("alter table u drop constraint k", "insert into u values (100, 'y')");
    assertThat(sql.rows("select * from u order by x")).containsExactly("1|new", "3|new", "100|y");
  }

  @Test
  void viewsRememberTheirColumnsAndHoldTheirTables() {
    sql.run("create table t (a int, b int)", "create view v as select * from t where a > 1");
    sql.run("insert into t values (1, 2), (3, 4)", "alter table t add column c int");
    assertThat(sql.rows("select * from v")).containsExactly("3|4");
    assertThat(sql.state("drop table t")).isEqualTo("2BP01");
    assertThat(sql.state("alter table t drop column b")).isEqualTo("2BP01");
    assertThat(sql.state("create view v as select 1")).isEqualTo("42P07");
    assertThat(sql.state("create view w as select nothing from t")).isEqualTo("42703");
    sql.run("create or replace view v as select a, b, c from t");
    sql.run("drop table t cascade");
    assertThat(sql.state("select * from v")).isEqualTo("42P01");
  }

  @Test
  void dropsAreCheckedFirst() {
    sql.run(
        "create table p (id int primary key)",
        "create table c (p int references p)",
        "create sequence s start 5 increment 2");
    assertThat(sql.state("drop table p")).isEqualTo("2BP01");
    assertThat(sql.state("drop table c, nothing")).isEqualTo("42P01");
    assertThat(sql.rows("select nextval('s'), nextval('s'), currval('s')"))
        .containsExactly("5|7|7");
    sql.run("drop table if exists nothing", "drop table p, c", "drop sequence s");
    assertThat(sql.state("drop sequence s")).isEqualTo("42P01");
    assertThat(sql.state("drop view s")).isEqualTo("42P01");
  }

  @Test
  void schemas() {
    sql.run("create schema medical", "create table medical.p (a int)", "set search_path = medical");
    sql.run("insert into p values (1)");
    assertThat(sql.rows("select a from medical.p")).containsExactly("1");
    assertThat(sql.state("drop schema medical")).isEqualTo("2BP01");
    assertThat(sql.state("create schema medical")).isEqualTo("42P06");
    sql.run("set search_path = public", "drop schema medical cascade");
    assertThat(sql.state("select * from medical.p")).isIn("42P01", "3F000");
  }

  @Test
  void createTableAsAndLike() {
    sql.run(
        "create table t (id int primary key, a text default 'x' not null)",
        "insert into t values (1), (2)",
        "create table u as select id, upper(a) as b from t",
        "create table w (like t including all)",
        "insert into w (id) values (9)");
    assertThat(sql.rows("select * from u order by id")).containsExactly("1|X", "2|X");
    assertThat(sql.rows("select * from w")).containsExactly("9|x");
    assertThat(sql.state("insert into w (id) values (9)")).isEqualTo("23505");
  }

  @Test
  void whatIsNotThereSaysSo() {
    sql.run("create table t (a int, v vector(3))");
    assertThat(sql.state("create index on t using hnsw (v)")).isEqualTo("0A000");
    assertThat(sql.state("create index on t ((a + 1))")).isEqualTo("0A000");
    assertThat(sql.state("create index on t (a) where a > 1")).isEqualTo("0A000");
    sql.run("insert into t (a) values (1)");
    assertThat(sql.state("alter table t alter column v type text")).isEqualTo("0A000");
  }

  @Test
  void settings() {
    sql.run("set lock_timeout = '2s'");
    assertThat(sql.rows("show lock_timeout")).containsExactly("2000");
    assertThat(sql.rows("show all")).isNotEmpty();
    assertThat(sql.state("set nonsense = 1")).isEqualTo("42704");
    sql.run("reset lock_timeout", "set client_encoding = 'UTF8'", "set extra_float_digits = 3");
    assertThat(sql.rows("show lock_timeout")).containsExactly("10000");
  }

  @Test
  void maintenance() {
    sql.run("create table t (a int)", "insert into t values (1)", "analyze", "analyze t", "vacuum");
    assertThat(sql.rows("check collection public")).isEmpty();
    assertThat(sql.state("check collection nothing")).isEqualTo("3F000");
  }
}
