package io.karst.calcite.parser.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.calcite.sql.parser.SqlParserPos;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 day|INTERVAL '1' DAY(9)",
        "-2 weeks|INTERVAL -'14' DAY(9)",
        "1 day 02:03|INTERVAL '26:03:00' HOUR(9) TO SECOND(6)",
        "1d 2h 3m 4.5s|INTERVAL '26:03:04.5' HOUR(9) TO SECOND(6)",
        "-00:00:01|INTERVAL -'0:00:01' HOUR(9) TO SECOND(6)",
        "90|INTERVAL '0:01:30' HOUR(9) TO SECOND(6)",
        "3 months|INTERVAL '0-3' YEAR(9) TO MONTH",
        "1-2|INTERVAL '1-2' YEAR(9) TO MONTH",
        "-1-2|INTERVAL -'1-2' YEAR(9) TO MONTH",
        "1.5 years|INTERVAL '1-6' YEAR(9) TO MONTH",
        "2 decades|INTERVAL '20-0' YEAR(9) TO MONTH",
        "1 year ago|INTERVAL -'1-0' YEAR(9) TO MONTH",
        "1 year 0 days|INTERVAL '1-0' YEAR(9) TO MONTH",
        "0 months 1 day|INTERVAL '1' DAY(9)",
        "P1Y2M|INTERVAL '1-2' YEAR(9) TO MONTH",
        "P1DT12H|INTERVAL '36:00:00' HOUR(9) TO SECOND(6)",
        "PT1M|INTERVAL '0:01:00' HOUR(9) TO SECOND(6)",
        "1 microsecond|INTERVAL '0:00:00.000001' HOUR(9) TO SECOND(6)",
      })
  void readsPostgresText(String text, String literal) {
    assertThat(IntervalText.parse(text, 1, SqlParserPos.ZERO).toString()).isEqualTo(literal);
  }
}
