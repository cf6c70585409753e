<#-- INSERT, UPDATE, DELETE, MERGE, COPY. -->

SqlNode KarstInsert(SqlNodeList with) :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    List<SqlIdentifier> columns = Collections.emptyList();
    Insert.Overriding overriding = Insert.Overriding.NONE;
    SqlNode source = null;
    ConflictClause conflict = null;
    SqlNodeList returning = null;
}
{
    <INSERT> { s = span(); } <INTO> table = CompoundTableIdentifier()
    [ <AS> alias = SimpleIdentifier() ]
    // A parenthesis may also begin the source query.
    [ LOOKAHEAD(KarstColumns()) columns = KarstColumns() ]
    [
        LOOKAHEAD(2)
        <OVERRIDING>
        (
            <SYSTEM> { overriding = Insert.Overriding.SYSTEM; }
        |
            <USER> { overriding = Insert.Overriding.USER; }
        )
        <VALUE>
    ]
    (
        <DEFAULT_> <VALUES>
    |
        source = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) {
            source = addWith(with, source);
        }
    )
    [ conflict = KarstConflict() ]
    [ returning = KarstReturning() ]
    {
        return new StatementNode(s.end(this),
            new Insert(table, alias, columns, overriding, source, conflict, returning));
    }
}

/** A change in parentheses, as an item of WITH. */
SqlNode KarstChange() :
{
    final SqlNode change;
}
{
    <LPAREN>
    (
        change = KarstInsert(null)
    |
        change = KarstUpdate(null)
    |
        change = KarstDelete(null)
    |
        change = KarstMerge(null)
    )
    <RPAREN>
    { return change; }
}

ConflictClause KarstConflict() :
{
    List<SqlIdentifier> columns = Collections.emptyList();
    SqlNode targetWhere = null;
    SqlIdentifier constraint = null;
    final List<Assignment> assignments = new ArrayList<Assignment>();
    SqlNode where = null;
}
{
    <ON> <CONFLICT>
    [
        columns = KarstColumns() [ targetWhere = Where() ]
    |
        <ON> <CONSTRAINT> constraint = SimpleIdentifier()
    ]
    <DO>
    (
        <NOTHING>
    |
        <UPDATE> KarstAssignments(assignments)
        [ where = Where() ]
        {
            if (columns.isEmpty() && constraint == null) {
                throw Assignments.conflictTargetMissing(getPos());
            }
        }
    )
    { return new ConflictClause(columns, targetWhere, constraint, assignments, where); }
}

/** {@code SET a = 1, (b, c) = (2, 3)}. */
void KarstAssignments(List<Assignment> assignments) :
{
}
{
    <SET> KarstAssignment(assignments)
    ( <COMMA> KarstAssignment(assignments) )*
}

void KarstAssignment(List<Assignment> assignments) :
{
    final SqlIdentifier column;
    final List<SqlIdentifier> columns;
    final List<SqlNode> values = new ArrayList<SqlNode>();
    final SqlNodeList row;
    SqlNode value;
}
{
    column = CompoundIdentifier() <EQ>
    ( value = Default() | value = Expression(ExprContext.ACCEPT_SUB_QUERY) )
    { Assignments.single(assignments, column, value); }
|
    columns = KarstColumns() <EQ> [ <ROW> ]
    row = ParenthesizedQueryOrCommaListWithDefault(ExprContext.ACCEPT_NONCURSOR)
    { Assignments.row(assignments, columns, row); }
}

SqlNodeList KarstReturning() :
{
    final List<SqlNode> list = new ArrayList<SqlNode>();
    final Span s;
}
{
    <RETURNING> { s = span(); }
    AddSelectItem(list)
    ( <COMMA> AddSelectItem(list) )*
    { return new SqlNodeList(list, s.end(this)); }
}

SqlNode KarstUpdate(SqlNodeList with) :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    final List<Assignment> assignments = new ArrayList<Assignment>();
    SqlNode from = null;
    SqlNode where = null;
    SqlNodeList returning = null;
}
{
    <UPDATE> { s = span(); }
    [ <ONLY> ]
    table = CompoundTableIdentifier()
    [ [ <AS> ] alias = SimpleIdentifier() ]
    KarstAssignments(assignments)
    [ <FROM> from = FromClause() ]
    [ where = Where() ]
    [ returning = KarstReturning() ]
    {
        return new StatementNode(s.end(this),
            new Update(with, table, alias, assignments, from, where, returning));
    }
}

SqlNode KarstDelete(SqlNodeList with) :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    SqlNode using = null;
    SqlNode where = null;
    SqlNodeList returning = null;
}
{
    <DELETE> { s = span(); } <FROM>
    [ <ONLY> ]
    table = CompoundTableIdentifier()
    [ [ <AS> ] alias = SimpleIdentifier() ]
    [ <USING> using = FromClause() ]
    [ where = Where() ]
    [ returning = KarstReturning() ]
    {
        return new StatementNode(s.end(this),
            new Delete(with, table, alias, using, where, returning));
    }
}

SqlNode KarstMerge(SqlNodeList with) :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    final SqlNode source;
    final SqlNode condition;
    final List<MergeClause> clauses = new ArrayList<MergeClause>();
    SqlNodeList returning = null;
}
{
    <MERGE> { s = span(); } <INTO>
    [ <ONLY> ]
    table = CompoundTableIdentifier()
    [ [ <AS> ] alias = SimpleIdentifier() ]
    <USING> source = TableRef()
    <ON> condition = Expression(ExprContext.ACCEPT_SUB_QUERY)
    ( KarstMergeClause(clauses) )+
    [ returning = KarstReturning() ]
    {
        return new StatementNode(s.end(this),
            new Merge(with, table, alias, source, condition, clauses, returning));
    }
}

void KarstMergeClause(List<MergeClause> clauses) :
{
    boolean matched = true;
    SqlNode condition = null;
    final List<Assignment> assignments = new ArrayList<Assignment>();
    final MergeClause.Action action;
}
{
    <WHEN> [ <NOT> { matched = false; } ] <MATCHED>
    [ <AND> condition = Expression(ExprContext.ACCEPT_SUB_QUERY) ]
    <THEN>
    (
        <DO> <NOTHING> { action = new MergeClause.Nothing(); }
    |
        <UPDATE> {
            if (!matched) {
                throw Assignments.unexpected("update", getPos());
            }
        } KarstAssignments(assignments) { action = new MergeClause.Change(assignments); }
    |
        <DELETE> {
            if (!matched) {
                throw Assignments.unexpected("delete", getPos());
            }
            action = new MergeClause.Remove();
        }
    |
        <INSERT> {
            if (matched) {
                throw Assignments.unexpected("insert", getPos());
            }
        } action = KarstMergeInsert()
    )
    { clauses.add(new MergeClause(matched, condition, action)); }
}

MergeClause.Action KarstMergeInsert() :
{
    final List<SqlIdentifier> columns;
    Insert.Overriding overriding = Insert.Overriding.NONE;
    SqlNodeList values = null;
}
{
    columns = KarstColumnsOpt()
    [
        <OVERRIDING>
        (
            <SYSTEM> { overriding = Insert.Overriding.SYSTEM; }
        |
            <USER> { overriding = Insert.Overriding.USER; }
        )
        <VALUE>
    ]
    (
        <DEFAULT_> <VALUES>
    |
        <VALUES> values = ParenthesizedQueryOrCommaListWithDefault(ExprContext.ACCEPT_NONCURSOR)
    )
    { return new MergeClause.Add(columns, overriding, values); }
}

SqlNode KarstCopy() :
{
    final Span s;
    SqlIdentifier table = null;
    List<SqlIdentifier> columns = Collections.emptyList();
    SqlNode query = null;
    boolean from = false;
    String file = null;
    final List<Option> options = new ArrayList<Option>();
}
{
    <COPY> { s = span(); }
    (
        table = CompoundTableIdentifier() columns = KarstColumnsOpt()
        (
            <FROM> { from = true; }
        |
            <TO>
        )
    |
        <LPAREN> query = KarstCopyQuery() <RPAREN> <TO>
    )
    (
        file = SimpleStringLiteral()
    |
        <STDIN> {
            if (!from) {
                throw Assignments.unexpected("stdin", getPos());
            }
        }
    |
        <STDOUT> {
            if (from) {
                throw Assignments.unexpected("stdout", getPos());
            }
        }
    )
    [ <WITH> ]
    [
        KarstOptions(options)
    |
        ( KarstLegacyCopyOption(options) )+
    ]
    {
        return new StatementNode(s.end(this),
            new Copy(table, columns, query, from, file, options));
    }
}

SqlNode KarstCopyQuery() :
{
    final SqlNode query;
}
{
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) { return query; }
}

/** {@code CSV HEADER DELIMITER ','}: words before options had parentheses. */
void KarstLegacyCopyOption(List<Option> options) :
{
    final String name;
    String value = null;
    final Span s;
}
{
    <HEADER> { options.add(new Option("header", null, getPos())); }
|
    (
        <DELIMITER> { name = "delimiter"; }
    |
        <NULL> { name = "null"; }
    |
        <ESCAPE> { name = "escape"; }
    |
        <ENCODING> { name = "encoding"; }
    ) { s = span(); }
    [ <AS> ] value = KarstOptionValue() { options.add(new Option(name, value, s.end(this))); }
|
    <IDENTIFIER> { s = span(); name = unquotedIdentifier(); }
    [
        [ <AS> ] value = SimpleStringLiteral()
    ] {
        options.add(
            value == null && !name.equals("quote")
                ? new Option("format", name, s.end(this))
                : new Option(name, value, s.end(this)));
    }
}
