#!/usr/bin/perl
# A large file of IATI 2.03 activities on standard output, of about MEGABYTES.
#
#   iati_file.pl MEGABYTES [one]
#
# Activities as they are published by a foundation that gives grants: names in
# two languages, budgets, planned disbursements, transactions and results.  With
# "one", a single activity with as many transactions as that takes.  The same
# arguments give the same bytes.
use strict;
use warnings;

my ($megabytes, $one) = @ARGV;
die "usage: iati_file.pl MEGABYTES [one]\n" if !defined $megabytes || $megabytes !~ /^\d+$/;

my $size = $megabytes * 1_000_000;
my $written = 0;
my @currencies = qw(USD MXN GTQ COP HNL CRC);
my @verbs = ('Agua para', 'Semillas para', 'Escuelas de', 'Caminos de', 'Radio de', 'Salud en');
my @places = ('la sierra', 'la costa', 'el altiplano', 'la selva', 'el valle', 'las islas');

sub out
{
	my ($text) = @_;

	print $text;
	$written += length $text;
	return;
}

# a number that looks drawn by lot and is not
sub draw
{
	my ($seed, $below) = @_;

	return ($seed * 7919 + int($seed / 13) * 104729 + 17) % $below;
}

sub day
{
	my ($seed) = @_;

	return sprintf('%04d-%02d-%02d', 2015 + draw($seed, 10), 1 + draw($seed + 1, 12), 1 + draw($seed + 2, 28));
}

sub partner
{
	my ($number) = @_;

	return sprintf('MX-RFC-ORG%06d', draw($number, 5000));
}

sub transaction
{
	my ($activity, $number, $currency) = @_;
	my $seed = $activity * 31 + $number;
	my $type = $number == 0 ? 2 : (3, 4, 4, 1)[draw($seed, 4)];
	my $day = day($seed);
	my $amount = 1 + draw($seed, 9_000_000) / 100;
	my $who = partner($seed);

	return qq{    <transaction ref="T-$activity-$number">
      <transaction-type code="$type"/>
      <transaction-date iso-date="$day"/>
      <value currency="$currency" value-date="$day">} . sprintf('%.2f', $amount) . qq{</value>
      <description><narrative>Pago n&#250;mero $number del convenio $activity</narrative></description>
}
	  . ($type == 1 ? qq{      <provider-org ref="US-EIN-131684331" type="60"><narrative>Fundaci\xc3\xb3n Puente</narrative></provider-org>\n}
		: qq{      <receiver-org ref="$who" type="22"><narrative>Organizaci\xc3\xb3n $who</narrative></receiver-org>\n})
	  . qq{      <sector vocabulary="1" code="14030"/>
    </transaction>
};
}

sub begin
{
	my ($activity) = @_;
	my $currency = $currencies[draw($activity, scalar @currencies)];
	my $title = $verbs[draw($activity, 6)] . ' ' . $places[draw($activity + 3, 6)];
	my $who = partner($activity);

	out(qq{  <iati-activity xml:lang="es" default-currency="$currency" last-updated-datetime="2024-06-30T00:00:00Z">
    <iati-identifier>MX-RFC-FMS010203AB1-$activity</iati-identifier>
    <reporting-org ref="MX-RFC-FMS010203AB1" type="22"><narrative>Fondo Milpa del Sur</narrative></reporting-org>
    <title><narrative>$title</narrative><narrative xml:lang="en">Grant $activity</narrative></title>
    <description type="1"><narrative>$title: convenio $activity, con acompa\xc3\xb1amiento de dos a\xc3\xb1os.</narrative></description>
    <participating-org ref="US-EIN-131684331" type="60" role="1"><narrative>Fundaci\xc3\xb3n Puente</narrative></participating-org>
    <participating-org ref="$who" type="22" role="4"><narrative>Organizaci\xc3\xb3n $who</narrative></participating-org>
    <activity-status code="2"/>
    <activity-date type="1" iso-date="2015-01-01"/>
    <activity-date type="3" iso-date="2024-12-31"/>
    <recipient-country code="MX" percentage="100"/>
    <sector vocabulary="1" code="14030" percentage="100"/>
});
	foreach my $year (2022, 2023)
	{
		my $amount = 1000 + draw($activity + $year, 100_000);

		out(qq{    <budget type="1" status="2">
      <period-start iso-date="$year-01-01"/><period-end iso-date="$year-12-31"/>
      <value currency="$currency" value-date="$year-01-01">$amount</value>
    </budget>
});
	}
	out(qq{    <planned-disbursement>
      <period-start iso-date="2024-10-01"/><period-end iso-date="2024-12-31"/>
      <value currency="$currency" value-date="2024-01-01">2500</value>
    </planned-disbursement>
});
	return $currency;
}

sub finish
{
	my ($activity) = @_;
	my $target = 10 + draw($activity, 90);

	out(qq{    <result type="1" aggregation-status="true">
      <title><narrative>Personas formadas</narrative></title>
      <indicator measure="1" ascending="true" aggregation-status="true">
        <title><narrative>Personas</narrative><narrative xml:lang="en">People</narrative></title>
        <baseline year="2014" value="0"/>
        <period>
          <period-start iso-date="2022-01-01"/><period-end iso-date="2022-12-31"/>
          <target value="$target"/><actual value="$target"/>
        </period>
      </indicator>
    </result>
  </iati-activity>
});
	return;
}

out(qq{<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n});
for (my $activity = 1; $written < $size; $activity++)
{
	my $currency = begin($activity);

	for (my $number = 0; $one ? $written < $size : $number < 20; $number++)
	{
		out(transaction($activity, $number, $currency));
	}
	finish($activity);
}
out("</iati-activities>\n");
