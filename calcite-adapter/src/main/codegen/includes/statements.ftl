<#-- The list of statements, and what many of them share. -->

/** One statement, with or without a semicolon, and the end of the text. */
SqlNode KarstStatementEof() :
{
    final SqlNode statement;
}
{
    statement = KarstStatement() ( <SEMICOLON> )* <EOF> {
        RecursionClauses.requireTopLevel(changingItems, getPos());
        return statement;
    }
}

SqlNodeList KarstStatementList() :
{
    final SqlNode statement;
}
{
    statement = KarstStatementEof() {
        return SqlNodeList.of(statement);
    }
}

SqlNode KarstStatement() :
{
    final SqlNode statement;
}
{
    (
        statement = KarstCreate()
    |
        statement = KarstAlter()
    |
        statement = KarstDrop()
    |
        statement = KarstTruncate()
    |
        statement = KarstComment()
    |
        statement = KarstCopy()
    |
        statement = KarstTransaction()
    |
        statement = KarstSetting()
    |
        statement = KarstExplain()
    |
        statement = KarstMaintenance()
    |
        statement = KarstPrepare()
    |
        statement = KarstExecute()
    |
        statement = KarstDeallocate()
    |
        statement = KarstQueryOrChange()
    )
    { return statement; }
}

/** A query or a statement that changes rows, either with WITH in front. */
SqlNode KarstQueryOrChange() :
{
    SqlNodeList with;
    SqlNodeList changes = null;
    SqlNode statement;
}
{
    (
        statement = KarstInsert(null)
    |
        statement = KarstUpdate(null)
    |
        statement = KarstDelete(null)
    |
        statement = KarstMerge(null)
    |
        with = WithList() {
            if (changingItems > 0) {
                changingItems = 0;
                changes = with;
                with = null;
            }
        }
        (
            statement = KarstInsert(with)
        |
            statement = KarstUpdate(with)
        |
            statement = KarstDelete(with)
        |
            statement = KarstMerge(with)
        |
            statement = KarstQuery(with)
        )
        {
            if (changes != null) {
                statement = new StatementNode(changes.getParserPosition(),
                    WithChanges.of(changes, statement));
            }
        }
    |
        statement = KarstQuery(null)
    )
    { return statement; }
}

/** The rest of a query after WITH, with ORDER BY, LIMIT and FOR UPDATE. */
SqlNode KarstQuery(SqlNodeList with) :
{
    SqlNode query;
    final List<Object> list = new ArrayList<Object>();
    final List<SqlIdentifier> tables = new ArrayList<SqlIdentifier>();
    boolean exclusive = false;
    LockingQuery.Waiting waiting = LockingQuery.Waiting.WAIT;
    SqlIdentifier name;
    final Span s = Span.of();
}
{
    query = LeafQueryOrExpr(ExprContext.ACCEPT_QUERY) { list.add(query); }
    ( AddSetOpQuery(list, ExprContext.ACCEPT_QUERY) )*
    { query = addWith(with, SqlParserUtil.toTree(list)); }
    query = OrderByLimitOpt(query)
    [
        <FOR>
        (
            <UPDATE> { exclusive = true; }
        |
            <NO> <KEY> <UPDATE> { exclusive = true; }
        |
            <SHARE>
        |
            <KEY> <SHARE>
        )
        [
            <OF> name = CompoundIdentifier() { tables.add(name); }
            ( <COMMA> name = CompoundIdentifier() { tables.add(name); } )*
        ]
        [
            <NOWAIT> { waiting = LockingQuery.Waiting.FAIL; }
        |
            <SKIP_> <LOCKED> { waiting = LockingQuery.Waiting.SKIP; }
        ] {
            return new StatementNode(s.add(query).end(this),
                new LockingQuery(query, exclusive, tables, waiting));
        }
    ]
    { return query; }
}

boolean KarstIfExists() :
{
}
{
    LOOKAHEAD(2) <IF> <EXISTS> { return true; }
|
    { return false; }
}

boolean KarstIfNotExists() :
{
}
{
    LOOKAHEAD(2) <IF> <NOT> <EXISTS> { return true; }
|
    { return false; }
}

/** CASCADE or RESTRICT; true for CASCADE. */
boolean KarstCascade() :
{
}
{
    <CASCADE> { return true; }
|
    <RESTRICT> { return false; }
|
    { return false; }
}

List<SqlIdentifier> KarstNames() :
{
    final List<SqlIdentifier> names = new ArrayList<SqlIdentifier>();
    SqlIdentifier name;
}
{
    name = CompoundTableIdentifier() { names.add(name); }
    ( <COMMA> name = CompoundTableIdentifier() { names.add(name); } )*
    { return names; }
}

/** Simple names in parentheses. */
List<SqlIdentifier> KarstColumns() :
{
    final List<SqlIdentifier> names = new ArrayList<SqlIdentifier>();
    SqlIdentifier name;
}
{
    <LPAREN>
    name = SimpleIdentifier() { names.add(name); }
    ( <COMMA> name = SimpleIdentifier() { names.add(name); } )*
    <RPAREN>
    { return names; }
}

List<SqlIdentifier> KarstColumnsOpt() :
{
    final List<SqlIdentifier> names;
}
{
    names = KarstColumns() { return names; }
|
    { return Collections.emptyList(); }
}

/** {@code (name [=] value, ...)}. */
void KarstOptions(List<Option> options) :
{
}
{
    <LPAREN>
    [
        KarstOption(options)
        ( <COMMA> KarstOption(options) )*
    ]
    <RPAREN>
}

void KarstOption(List<Option> options) :
{
    final String name;
    String value = null;
    List<SqlIdentifier> columns = Collections.<SqlIdentifier>emptyList();
    final Span s;
}
{
    name = KarstOptionName() { s = span(); }
    [ <EQ> ]
    [
        value = KarstOptionValue()
    |
        <STAR> { value = "*"; }
    |
        columns = KarstColumns()
    ]
    { options.add(new Option(name, value, columns, s.end(this))); }
}

String KarstOptionName() :
{
    String name;
    String part;
}
{
    (
        name = Identifier()
    |
        ( <NULL> | <ESCAPE> ) { name = unquotedIdentifier(); }
    )
    ( <DOT> part = Identifier() { name = name + "." + part; } )*
    { return name; }
}

/** The value of an option or setting as text. */
String KarstOptionValue() :
{
    final String value;
    SqlNode literal;
}
{
    value = SimpleStringLiteral() { return value; }
|
    <DOLLAR_QUOTED_STRING> {
        final String image = token.image;
        final int start = image.indexOf('$', 1) + 1;
        return image.substring(start, image.length() - start);
    }
|
    <C_STYLE_ESCAPED_STRING_LITERAL> {
        try {
            return SqlParserUtil.parseCString(token.image);
        } catch (SqlParserUtil.MalformedUnicodeEscape e) {
            throw SqlUtil.newContextException(getPos(), RESOURCE.unicodeEscapeMalformed(e.i));
        }
    }
|
    literal = NumericLiteral() { return ((SqlLiteral) literal).toValue(); }
|
    ( <TRUE> | <FALSE> | <ON> | <ALL> ) { return unquotedIdentifier(); }
|
    LOOKAHEAD(2)
    value = Identifier() { return value; }
}

long KarstLong() :
{
    boolean negative = false;
}
{
    [ <MINUS> { negative = true; } | <PLUS> ]
    <UNSIGNED_INTEGER_LITERAL> {
        try {
            return Long.parseLong(negative ? "-" + token.image : token.image);
        } catch (NumberFormatException e) {
            throw SqlUtil.newContextException(getPos(),
                RESOURCE.invalidLiteral(token.image, "BIGINT"));
        }
    }
}
