// Read relations as 018_tracker_clients.pl asks: read_node_postgres.cjs RELATION...
"use strict";

const { Client, types } = require("pg");

const names = Object.fromEntries(Object.entries(types.builtins).map(([name, id]) => [id, name]));
const two = (number) => String(number).padStart(2, "0");

function shown(value) {
	if (value === null) return "\\N";
	if (typeof value === "boolean") return value ? "t" : "f";
	// a date is midnight where the client is
	if (value instanceof Date)
		return `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`;
	return typeof value === "object" ? JSON.stringify(value) : String(value);
}

async function read(relations) {
	const client = new Client();
	await client.connect();
	for (const relation of relations) {
		const { fields, rows } = await client.query({ text: `SELECT * FROM ${relation}`, rowMode: "array" });
		console.log(`relation\t${relation}`);
		fields.forEach((field, place) => {
			const classes = new Set(rows.map((row) => row[place]).filter((value) => value !== null)
				.map((value) => value.constructor.name));
			console.log(["column", field.name, names[field.dataTypeID] ?? "unknown", [...classes].sort().join(",")].join("\t"));
		});
		for (const row of rows) console.log(["row", ...row.map(shown)].join("\t"));
	}
	await client.end();
}

read(process.argv.slice(2)).catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
