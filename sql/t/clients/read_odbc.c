/*
 * Read relations as 018_tracker_clients.pl asks: read_odbc RELATION...
 *
 * Each value is fetched as the C type that the described type calls for, which
 * is what is printed in the place of its class.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sql.h>
#include <sqlext.h>

#define MAX_COLUMNS 200

static SQLHDBC connection;
static SQLHSTMT statement;

static void
check(SQLRETURN result, SQLSMALLINT kind, SQLHANDLE handle, const char *what)
{
	SQLCHAR		state[6] = "";
	SQLCHAR		message[1000] = "";
	SQLINTEGER	native;
	SQLSMALLINT length;

	if (SQL_SUCCEEDED(result))
		return;
	if (handle != SQL_NULL_HANDLE)
		SQLGetDiagRec(kind, handle, 1, state, &native, message, sizeof(message), &length);
	fprintf(stderr, "%s: %s %s\n", what, state, message);
	exit(1);
}

typedef struct
{
	SQLSMALLINT type;
	const char *name;
	SQLSMALLINT c_type;
	const char *c_name;
} Type;

/* What is known of a type; it has no name if it is none of the plain ones */
static Type
describe(SQLSMALLINT type)
{
	static const Type types[] = {
		{SQL_LONGVARCHAR, "LONGVARCHAR", SQL_C_CHAR, "CHAR"},
		{SQL_NUMERIC, "NUMERIC", SQL_C_CHAR, "CHAR"},
		{SQL_INTEGER, "INTEGER", SQL_C_SLONG, "SLONG"},
		{SQL_BIGINT, "BIGINT", SQL_C_SBIGINT, "SBIGINT"},
		{SQL_TYPE_DATE, "DATE", SQL_C_TYPE_DATE, "DATE"},
		{SQL_BIT, "BIT", SQL_C_BIT, "BIT"},
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (types[i].type == type)
			return types[i];
	return (Type) {type, NULL, SQL_C_CHAR, "CHAR"};
}

/* Print a value and say whether there was one */
static int
print_value(SQLUSMALLINT column, SQLSMALLINT c_type)
{
	union
	{
		char		text[10000];
		SQLINTEGER	integer;
		SQLBIGINT	bigint;
		SQL_DATE_STRUCT date;
		unsigned char bit;
	}			value;
	SQLLEN		length;

	check(SQLGetData(statement, column, c_type, &value, sizeof(value), &length),
		  SQL_HANDLE_STMT, statement, "SQLGetData");
	if (length == SQL_NULL_DATA)
	{
		printf("\t\\N");
		return 0;
	}
	switch (c_type)
	{
		case SQL_C_CHAR:
			printf("\t%s", value.text);
			break;
		case SQL_C_SLONG:
			printf("\t%ld", (long) value.integer);
			break;
		case SQL_C_SBIGINT:
			printf("\t%lld", (long long) value.bigint);
			break;
		case SQL_C_TYPE_DATE:
			printf("\t%04d-%02d-%02d", value.date.year, value.date.month, value.date.day);
			break;
		case SQL_C_BIT:
			printf("\t%s", value.bit ? "t" : "f");
			break;
	}
	return 1;
}

static void
read_relation(const char *relation)
{
	char		query[300];
	char		names[MAX_COLUMNS][64];
	Type		types[MAX_COLUMNS];
	int			seen[MAX_COLUMNS] = {0};
	SQLSMALLINT columns;
	SQLRETURN	result;

	snprintf(query, sizeof(query), "SELECT * FROM %s", relation);
	check(SQLAllocHandle(SQL_HANDLE_STMT, connection, &statement), SQL_HANDLE_DBC, connection, "SQLAllocHandle");
	check(SQLExecDirect(statement, (SQLCHAR *) query, SQL_NTS), SQL_HANDLE_STMT, statement, relation);
	check(SQLNumResultCols(statement, &columns), SQL_HANDLE_STMT, statement, "SQLNumResultCols");
	if (columns > MAX_COLUMNS)
	{
		fprintf(stderr, "%s has %d columns\n", relation, columns);
		exit(1);
	}

	printf("relation\t%s\n", relation);
	for (int i = 0; i < columns; i++)
	{
		SQLSMALLINT name_length,
					type,
					digits,
					nullable;
		SQLULEN		size;

		check(SQLDescribeCol(statement, i + 1, (SQLCHAR *) names[i], sizeof(names[i]), &name_length,
							 &type, &size, &digits, &nullable),
			  SQL_HANDLE_STMT, statement, "SQLDescribeCol");
		types[i] = describe(type);
	}
	while ((result = SQLFetch(statement)) != SQL_NO_DATA)
	{
		check(result, SQL_HANDLE_STMT, statement, "SQLFetch");
		printf("row");
		for (int i = 0; i < columns; i++)
			seen[i] |= print_value(i + 1, types[i].c_type);
		printf("\n");
	}
	for (int i = 0; i < columns; i++)
	{
		printf("column\t%s\t", names[i]);
		if (types[i].name != NULL)
			printf("%s", types[i].name);
		else
			printf("%d", types[i].type);
		printf("\t%s\n", seen[i] ? types[i].c_name : "");
	}
	SQLFreeHandle(SQL_HANDLE_STMT, statement);
}

int
main(int argc, char **argv)
{
	SQLHENV		environment;
	char		wanted[1000];

	snprintf(wanted, sizeof(wanted),
			 "Driver={PostgreSQL Unicode};Servername=%s;Port=%s;Database=%s;Uid=%s;BoolsAsChar=0",
			 getenv("PGHOST"), getenv("PGPORT"), getenv("PGDATABASE"), getenv("PGUSER"));
	SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
	SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, (SQLPOINTER) SQL_OV_ODBC3, 0);
	SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection);
	check(SQLDriverConnect(connection, NULL, (SQLCHAR *) wanted, SQL_NTS, NULL, 0, NULL, SQL_DRIVER_NOPROMPT),
		  SQL_HANDLE_DBC, connection, "SQLDriverConnect");
	for (int i = 1; i < argc; i++)
		read_relation(argv[i]);
	SQLDisconnect(connection);
	SQLFreeHandle(SQL_HANDLE_DBC, connection);
	SQLFreeHandle(SQL_HANDLE_ENV, environment);
	return 0;
}
