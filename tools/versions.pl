#!/usr/bin/perl
# META.json, the control files, the changelog and the newest upgrade scripts
# must name the same version, and what META.json points to must exist.
use strict;
use warnings;
use JSON::PP qw(decode_json);

my @faults;

sub contents
{
	my ($file) = @_;
	open(my $in, '<', $file) or die "$file: $!\n";
	local $/;
	return scalar <$in>;
}

my $meta = decode_json(contents('META.json'));
my $version = $meta->{version};

foreach my $control (sort glob('control/*.control'))
{
	my ($name) = $control =~ m{([^/]+)\.control$};
	my ($here) = contents($control) =~ /^default_version\s*=\s*'([^']*)'/m;
	my $provided = $meta->{provides}{$name};

	if (!defined $provided)
	{
		push @faults, "META.json does not provide $name";
		next;
	}
	push @faults, "$control has version $here, META.json $version" if $here ne $version;
	push @faults, "META.json provides $name $provided->{version}, but is $version itself"
	  if $provided->{version} ne $version;
	foreach my $key (qw(file docfile))
	{
		push @faults, "META.json: $key of $name is not there: $provided->{$key}" if !-f $provided->{$key};
	}

	# After the first release the newest script must lead to this version
	my @upgrades = glob("extension/upgrade/$name--*--*.sql");
	push @faults, "no upgrade script of $name leads to $version"
	  if @upgrades && !grep { /--\Q$version\E\.sql$/ } @upgrades;
}

my ($changelog) = contents('CHANGELOG.md') =~ /^## (\d+\.\d+\.\d+)/m;
push @faults, "CHANGELOG.md begins with version " . ($changelog // 'none') . ", META.json has $version"
  if ($changelog // '') ne $version;

if (@faults)
{
	print "not ok 1 - versions\n", map { "# $_\n" } @faults;
	exit 1;
}
print "ok 1 - version $version everywhere\n";
