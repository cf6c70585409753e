package io.karst.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SqlTextTest {

  @Test
  void splitsAtSemicolonsOutsideQuotesAndComments() {
    assertThat(SqlText.split("a ';' \";\" -- ;\n; /* ; /* ; */ ; */ b $$;$$; ;\n E'\\';' c\n"))
        .extracting(SqlText.Piece::text)
        .containsExactly("a ';' \";\" -- ;", "b $$;$$", "E'\\';' c");
    assertThat(SqlText.split("a;\n  b").get(1)).isEqualTo(new SqlText.Piece("b", 2, 3));
    assertThat(SqlText.split(" -- nothing\n")).isEmpty();
  }

  @Test
  void firstWordSkipsCommentsAndParentheses() {
    assertThat(SqlText.firstWord(" /* x */ -- y\n ( select 1)")).isEqualTo("SELECT");
  }

  @Test
  void translatesEscapes() throws SQLException {
    assertThat(JdbcEscapes.translate("select '{d}', {d '2024-01-02'}, {fn ucase({fn user()})}"))
        .isEqualTo("select '{d}', DATE '2024-01-02', upper(current_user)");
    assertThat(JdbcEscapes.translate("{fn concat('a,b', {fn year({ts '2024-01-02 03:04:05'})})}"))
        .isEqualTo("('a,b' || extract(year from TIMESTAMP '2024-01-02 03:04:05'))");
    assertThat(JdbcEscapes.translate("from {oj a left join b on a.x = b.x} {limit 3}"))
        .isEqualTo("from a left join b on a.x = b.x LIMIT 3");
    assertThatThrownBy(() -> JdbcEscapes.translate("{call f()}"))
        .hasMessageContaining("{call f()}");
  }

  @Test
  void urlsArePickedApart() throws SQLException {
    ConnectionUrl url =
        ConnectionUrl.parse("jdbc:karst:mem:test;Schema=a;durability=OFF", new Properties());
    assertThat(url.url()).isEqualTo("jdbc:karst:mem:test");
    assertThat(url.properties()).containsEntry("schema", "a").containsEntry("durability", "off");
    assertThatThrownBy(() -> ConnectionUrl.parse("jdbc:karst:x;shema=a", new Properties()))
        .hasMessageContaining("unknown connection property 'shema'")
        .hasMessageContaining("schema");
    assertThatThrownBy(() -> ConnectionUrl.parse("jdbc:karst://host:1/", new Properties()))
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("HYC00");
  }

  @Test
  void patternsMatchAsInLike() {
    assertThat(new NamePattern("a\\_b%").matches("a_bcd")).isTrue();
    assertThat(new NamePattern("a\\_b%").matches("axbcd")).isFalse();
    assertThat(new NamePattern("%$_").matches("patients$e")).isTrue();
    assertThat(new NamePattern(null).matches("")).isTrue();
  }
}
