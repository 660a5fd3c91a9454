// The column store beside: DuckDB, in memory, over the same rows.
//
// duckdb.mjs FOLDER ROUNDS
//
// FOLDER holds, as written by run.sh, flow.csv, rate.csv, rate_daily.csv, and
// oracle.csv with the total of each award in USD.  Prints JSON: the version,
// and for each query its times in milliseconds and by how much its totals
// differ from the oracle's.

import { DuckDBInstance, version } from '@duckdb/node-api';

const [folder, rounds] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(':memory:')).connect();

// Three ways to hold money, each with tables of its own so that no query has
// to change a type.  "decimal" is what one would write; but DuckDB divides
// decimals as doubles, so that half a cent can fall on either side.  "double"
// rounds nothing.  "integer" counts cents and hundred-thousandths, and is
// exact: half a cent goes away from zero, as in PostgreSQL.
const ways = {
	decimal: {
		number: 'DECIMAL(18,2)', scale: 1, rate: 'DECIMAL(18,5)', rate_scale: 1,
		usd: 'sum(CAST(round(number / rate, 2) AS DECIMAL(18,2)))',
	},
	double: {
		number: 'DOUBLE', scale: 1, rate: 'DOUBLE', rate_scale: 1,
		usd: 'sum(number / rate)',
	},
	integer: {
		number: 'BIGINT', scale: 100, rate: 'BIGINT', rate_scale: 100000,
		usd: 'sum(sign(number) * ((abs(number) * 200000 + rate) // (2 * rate))) / 100',
	},
};
const joins = {
	asof: (way) => `flow_${way} AS f ASOF JOIN rate_${way} AS r ON f.code = r.code AND f.day >= r.day`,
	join: (way) => `flow_${way} JOIN rate_daily_${way} USING (code, day)`,
};

async function load(table, columns, file, select) {
	await connection.run(`CREATE TABLE ${table} AS SELECT ${select} FROM read_csv('${folder}/${file}', header = false, columns = ${columns})`);
}

// An enumeration is what DuckDB compares fastest.
await connection.run("CREATE TYPE code AS ENUM ('USD', 'MXN', 'COP', 'GTQ', 'HNL', 'CRC', 'NIO', 'BZD', 'EUR')");
for (const [way, { number, scale, rate, rate_scale }] of Object.entries(ways)) {
	await load(`flow_${way}`, "{award: 'INTEGER', day: 'DATE', number: 'DECIMAL(18,2)', code: 'code'}", 'flow.csv',
		`award, day, CAST(number * ${scale} AS ${number}) AS number, code`);
	for (const table of ['rate', 'rate_daily'])
		await load(`${table}_${way}`, "{code: 'code', day: 'DATE', rate: 'DECIMAL(18,5)'}", `${table}.csv`,
			`code, day, CAST(rate * ${rate_scale} AS ${rate}) AS rate`);
}
await load('oracle', "{award: 'INTEGER', usd: 'DECIMAL(18,2)'}", 'oracle.csv', '*');

const measures = [];
for (const join of Object.keys(joins))
	for (const way of Object.keys(ways)) {
		const query = `SELECT award, ${ways[way].usd} AS total FROM ${joins[join](way)} GROUP BY award`;
		const [{ differing, difference }] = (await connection.runAndReadAll(`
			SELECT count(*) FILTER (WHERE CAST(total AS DECIMAL(18,2)) IS DISTINCT FROM usd) AS differing,
				CAST(max(abs(CAST(total AS DECIMAL(18,2)) - usd)) AS VARCHAR) AS difference
			FROM oracle FULL JOIN (${query}) USING (award)`)).getRowObjects();
		for (const threads of [1, 2])
			measures.push({ join, way, threads, query, differing: Number(differing), difference, times: [] });
	}

// Round 0 warms the caches.
for (let round = 0; round <= rounds; round++)
	for (const { threads, query, times } of measures) {
		await connection.run(`SET threads = ${threads}`);
		const started = performance.now();
		await connection.run(`SELECT count(total) FROM (${query})`);
		if (round > 0)
			times.push(performance.now() - started);
	}

console.log(JSON.stringify({ version: version(), measures }));
