"""Communes, intercommunalités, and indicators from public files, under rules that keep them honest."""
